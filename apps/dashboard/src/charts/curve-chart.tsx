'use client';
import { ActionIcon, Group, SegmentedControl, Text, Title, Tooltip as Hint } from '@mantine/core';
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react';
import { memo, useCallback, useId, useMemo, useState, type ReactNode } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { downloadText } from '../client/download.ts';
import { CurvePlot } from './curve-plot.tsx';
import { CurveTable } from './curve-table.tsx';
import { ReadOut } from './read-out.tsx';
import { toCsv } from './csv.ts';
import type { Band, ChartRow, Mark, Series } from './series.ts';
import classes from './chart.module.css';

/** What a chart of curves shows. */
export interface CurveChartProps {
  /** The question that the chart answers. */
  readonly title: string;
  /** The answer as a sentence with numbers. */
  readonly answer: ReactNode;
  /** Names the file of a download. */
  readonly name: string;
  readonly rows: readonly ChartRow[];
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly domain: readonly [number, number];
  readonly format: (value: number | null | undefined) => string;
  /** A shorter format for the axis; `format` by default. */
  readonly formatTick?: (value: number) => string;
  readonly marks?: readonly Mark[];
  /** A second series key whose area, from zero, is shaded behind the curves, with its label. */
  readonly band?: Band;
  /** Whether a logarithmic axis makes sense. */
  readonly log?: boolean;
  /** The row that the read-out shows while nothing is pointed at; the last by default. */
  readonly restAt?: number;
  readonly syncId?: string;
  /** Said in place of the plot while there are no rows. */
  readonly empty: string;
}

/**
 * Curves over epochs: a question, the answer, the plot and a strip that reads values out where the pointer or the arrow keys are.
 *
 * No floating box covers the curves. The same numbers are there as a table and as a file.
 */
export const CurveChart = memo(function Chart(props: CurveChartProps) {
  const { title, answer, rows, series, empty } = props;
  const [view, setView] = useState<'plot' | 'table'>('plot');
  const [scale, setScale] = useState<'linear' | 'log'>('linear');
  const [active, setActive] = useState<number | null>(null);
  const id = useId();
  const onActive = useCallback((x: number | null) => setActive(x), []);
  const shown = useMemo(() => rowAt(rows, active ?? props.restAt ?? null), [rows, active, props.restAt]);
  return (
    <figure className={classes.card} aria-labelledby={id}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={3} size="h5" id={id}>
          {title}
        </Title>
        <ChartControls
          {...(props.log === true && view === 'plot' ? { scale, onScale: setScale } : {})}
          view={view}
          onView={setView}
          onDownload={() => downloadText(`${props.name}.csv`, toCsv(props.xLabel, rows, series), 'text/csv')}
        />
      </Group>
      <Text component="figcaption" size="sm" className={classes.answer}>
        {answer}
      </Text>
      {rows.length === 0 ? (
        <div className={classes.empty}>{empty}</div>
      ) : view === 'table' ? (
        <CurveTable {...props} />
      ) : (
        <>
          <CurvePlot {...props} scale={scale} onActive={onActive} />
          <ReadOut
            row={shown}
            series={series}
            xLabel={props.xLabel}
            format={props.format}
            {...(props.band === undefined ? {} : { band: props.band })}
          />
        </>
      )}
    </figure>
  );
});

function rowAt(rows: readonly ChartRow[], x: number | null): ChartRow | undefined {
  return (x === null ? undefined : rows.find((row) => row.x === x)) ?? rows.at(-1);
}

interface ControlsProps {
  readonly scale?: 'linear' | 'log';
  readonly onScale?: (scale: 'linear' | 'log') => void;
  readonly view: 'plot' | 'table';
  readonly onView: (view: 'plot' | 'table') => void;
  readonly onDownload: () => void;
}

function ChartControls({ scale, onScale, view, onView, onDownload }: ControlsProps) {
  return (
    <Group gap={4} wrap="nowrap">
      {scale !== undefined && onScale !== undefined && (
        <SegmentedControl
          size="xs"
          value={scale}
          onChange={(value) => onScale(value === 'log' ? 'log' : 'linear')}
          data={[
            { value: 'linear', label: chartTexts.linear },
            { value: 'log', label: chartTexts.log },
          ]}
          aria-label={chartTexts.scale}
        />
      )}
      <Control
        label={view === 'plot' ? chartTexts.showTable : chartTexts.showPlot}
        onClick={() => onView(view === 'plot' ? 'table' : 'plot')}
      >
        {view === 'plot' ? <IconTable size={16} /> : <IconChartLine size={16} />}
      </Control>
      <Control label={chartTexts.csv} onClick={onDownload}>
        <IconDownload size={16} />
      </Control>
    </Group>
  );
}

function Control({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Hint label={label}>
      <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Hint>
  );
}
