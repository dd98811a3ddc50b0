'use client';
import { Button, Tooltip as Hint } from '@mantine/core';
import { IconFocusCentered, IconVolume, IconZoomReset } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { isSameAxis, positionAxis, positionsSpan, valueAxis, type Axis } from './axis.ts';
import { ChartCard } from './chart-card.tsx';
import type { ChartCardProps } from './chart-props.ts';
import { useChartGroup, useGroupState, type Range } from './chart-group.tsx';
import { CursorField } from './cursor-field.tsx';
import { legendOf } from './legend.ts';
import { playTones } from './play-tones.ts';
import { positionsOf, type CurveSeries, type Mark } from './points.ts';
import { ReadOut } from './read-out.tsx';
import { curveTable, type ChartTable } from './table.ts';
import { useSeen } from './use-seen.ts';
import classes from './chart.module.css';

/* The drawing brings the chart library along; the page is there before it. */
const CurvePlot = dynamic(() => import('./curve-plot.tsx').then((module) => module.CurvePlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

/** What a chart of curves shows. */
export interface CurveChartProps extends Pick<
  ChartCardProps,
  'title' | 'answer' | 'name' | 'badge' | 'loadTable' | 'controls'
> {
  readonly series: readonly CurveSeries[];
  /** Series with a moving average: what is drawn while smoothing is on. Only values of single updates have one. */
  readonly smoothed?: readonly CurveSeries[];
  readonly xLabel: string;
  /** How a place on x reads; as it is by default. */
  readonly formatX?: (x: number) => string;
  /** Whether places on x are whole numbers, as epochs are. */
  readonly whole?: boolean;
  /** The x axis; what the series cover by default. */
  readonly domain?: Range;
  readonly format: (value: number | null | undefined) => string;
  /** A shorter format for the axis; `format` by default. */
  readonly formatTick?: (value: number) => string;
  readonly marks?: readonly Mark[];
  /** A part of x to point at, as a row of evidence does. */
  readonly highlight?: Range | undefined;
  /** Whether a logarithmic value axis makes sense. */
  readonly log?: boolean;
  /** Whether the value axis must hold zero; it does by default. */
  readonly zero?: boolean;
  /** Whether the values are numbers of bytes: ticks of the value axis are then powers of two. */
  readonly binary?: boolean;
  /** Where the read-out stands while nothing is pointed at; the last place by default. */
  readonly restAt?: number;
  /** The numbers where rows by place on x would not do, as for curves that turn back. */
  readonly table?: ChartTable;
  /** Said in place of the plot while there is nothing to draw. */
  readonly empty: string;
}

const plainX = (x: number): string => String(Number(x.toPrecision(6)));

/**
 * Curves: a question, the answer, the drawing and a strip that reads values out where the pointer or the arrow keys are.
 *
 * No floating box covers the curves. Drag to zoom, double-click to see all, click to pin; charts of one group move together. What
 * is out of sight is drawn anew only now and then.
 */
export const CurveChart = memo(function SeenChart(props: CurveChartProps) {
  const { ref, seen, turn } = useSeen<HTMLElement>();
  return <Chart {...props} card={ref} seen={seen} turn={turn} />;
});

interface ChartProps extends CurveChartProps {
  readonly card: RefObject<HTMLElement | null>;
  readonly seen: boolean;
  /** What is out of sight has its turn when this has changed. */
  readonly turn: number;
}

const Chart = memo(function Drawn(props: ChartProps) {
  const { series: raw, smoothed, format, xLabel, marks = [], formatX = plainX } = props;
  const group = useChartGroup();
  const zoom = useGroupState(group.store, (state) => state.zoom);
  const [scale, setScale] = useState<'linear' | 'log'>('linear');
  const [smooth, setSmooth] = useState(true);
  const [ignoreOutliers, setIgnoreOutliers] = useState(true);
  const series = smooth && smoothed !== undefined ? smoothed : raw;
  const positions = useMemo(() => positionsOf(series), [series]);
  const domain = useMemo(() => zoom ?? props.domain ?? spanOfSeries(series), [zoom, props.domain, series]);
  const xAxis = useAxis(
    useMemo(
      () => positionAxis(domain, group.xScale, props.whole ?? false),
      [domain, group.xScale, props.whole],
    ),
  );
  const { zero = true, binary = false } = props;
  const yAxis = useAxis(
    useMemo(
      () => valueAxis(series, { scale, zero, ignoreOutliers, binary, between: zoom ?? undefined }),
      [series, scale, zero, ignoreOutliers, binary, zoom],
    ),
  );
  const table = useMemo(
    () => props.table ?? curveTable(series, xLabel, format),
    [props.table, series, xLabel, format],
  );
  const legend = useMemo(() => legendOf(series), [series]);
  const canLog = props.log === true;
  const canSmooth = smoothed !== undefined;
  const { store } = group;
  const toggles = useMemo(
    () => ({
      l: () => canLog && setScale((before) => (before === 'log' ? 'linear' : 'log')),
      s: () => canSmooth && setSmooth((before) => !before),
      '0': () => store.set({ zoom: null }),
    }),
    [canLog, canSmooth, store],
  );
  const onKey = (event: KeyboardEvent): void => {
    const toggle = event.ctrlKey || event.metaKey || event.altKey ? undefined : toggles[event.key as 'l'];
    toggle?.();
  };
  const restAt = props.restAt ?? positions.at(-1) ?? null;
  return (
    <ChartCard
      {...props}
      table={table}
      legend={legend}
      empty={positions.length === 0 ? props.empty : undefined}
      controls={
        <>
          {props.controls}
          {zoom !== null && (
            <Toggle label={chartTexts.reset} hint={chartTexts.resetHint} onClick={toggles[0]}>
              {RESET_ICON}
            </Toggle>
          )}
          {canSmooth && (
            <Toggle
              label={chartTexts.smooth}
              hint={chartTexts.smoothHint}
              pressed={smooth}
              onClick={toggles.s}
            />
          )}
          {canLog && (
            <Toggle
              label={chartTexts.log}
              hint={chartTexts.logHint}
              pressed={scale === 'log'}
              onClick={toggles.l}
            />
          )}
        </>
      }
      extras={[
        {
          label: ignoreOutliers ? chartTexts.outliers.show : chartTexts.outliers.hide,
          icon: <IconFocusCentered size={16} />,
          onClick: () => setIgnoreOutliers(!ignoreOutliers),
        },
        {
          label: chartTexts.sound,
          icon: <IconVolume size={16} />,
          onClick: () => playTones(series, domain, yAxis.domain),
        },
      ]}
      foot={
        <ReadOut
          store={group.store}
          series={series}
          marks={marks}
          xLabel={xLabel}
          formatX={formatX}
          format={format}
          positions={positions}
          restAt={restAt}
          beyond={yAxis.beyond}
        />
      }
    >
      <CursorField
        store={group.store}
        positions={positions}
        series={series}
        restAt={restAt}
        title={props.title}
        valueText={(x, values) => `${xLabel} ${formatX(x)}: ${values}`}
        format={format}
        onKey={onKey}
      >
        <CurvePlot
          title={props.title}
          series={series}
          marks={marks}
          highlight={props.highlight}
          xAxis={xAxis}
          yAxis={yAxis}
          whole={domain}
          store={group.store}
          positions={positions}
          formatX={formatX}
          formatTick={props.formatTick ?? format}
        />
      </CursorField>
    </ChartCard>
  );
}, isDrawn);

/* Whether what was drawn will do: what is out of sight may be old, if there is something at all. */
function isDrawn(before: ChartProps, after: ChartProps): boolean {
  if (after.seen || before.series.length === 0) return false;
  if (before.turn !== after.turn) return before.series === after.series && before.answer === after.answer;
  return before.series.some(({ points }) => points.length > 0);
}

/* The same axis for as long as nothing of it changes, whatever is drawn on it. */
function useAxis(axis: Axis): Axis {
  const [kept, setKept] = useState(axis);
  if (kept === axis || isSameAxis(kept, axis)) return kept;
  setKept(axis);
  return axis;
}

function spanOfSeries(series: readonly CurveSeries[]): Range {
  const [low, high] = positionsSpan(series) ?? [0, 1];
  return low === high ? [low, low + 1] : [low, high];
}

interface ToggleProps {
  readonly label: string;
  readonly hint: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children?: ReactNode;
}

const RESET_ICON = <IconZoomReset size={14} aria-hidden />;

const Toggle = memo(function Labelled({ label, hint, pressed, onClick, children }: ToggleProps) {
  return (
    <Hint label={hint}>
      <Button
        size="compact-xs"
        variant={pressed === true ? 'light' : 'subtle'}
        color={pressed === true ? 'lab' : 'gray'}
        className={classes.toggle}
        onClick={onClick}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(children === undefined ? {} : { leftSection: children })}
      >
        {label}
      </Button>
    </Hint>
  );
});
