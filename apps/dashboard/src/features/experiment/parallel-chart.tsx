'use client';
import { Button, Group, SegmentedControl } from '@mantine/core';
import type { SearchSpace } from '@convlab/core';
import type { TrialResult } from '@convlab/experiments';
import { memo, useMemo, useState, type PointerEvent } from 'react';
import { ChartCard } from '../../charts/chart-card.tsx';
import { spanOf } from '../../charts/axis.ts';
import type { ChartTable } from '../../charts/table.ts';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import {
  bestShare,
  parameterAxis,
  valueAxisOf,
  withinBrushes,
  type Brushes,
  type ParallelAxis,
} from './parallel-axes.ts';
import { settingText, shortPath, type Format } from './result.ts';
import classes from './experiment.module.css';

const t = experimentTexts.search.parallel;
const TOPS = ['100', '50', '25', '10'] as const;
const PARAMS = { top: choiceParam(TOPS, '100') };
const SIZE = { width: 1000, height: 240, top: 36, bottom: 24, side: 70 };
/* Colours of lines, best first; a path for each keeps a thousand trials cheap to draw. */
const HUES = 5;
const MIN_BRUSH = 0.02;
const HALO = { stroke: 'var(--surface)', strokeWidth: 4, paintOrder: 'stroke' } as const;

interface ParallelProps {
  readonly trials: readonly TrialResult[];
  readonly space: SearchSpace;
  readonly format: Format;
  /** What trials are judged by, such as “Error”. */
  readonly judgedBy: string;
}

/** Every trial as a line over its settings to its error; ranges on axes and the best share narrow what is seen. */
export function ParallelChart({ trials, space, format, judgedBy }: ParallelProps) {
  const [{ top }, setView] = useUrlState(PARAMS);
  const [brushes, setBrushes] = useState<Brushes>({});
  const judged = useMemo(() => trials.filter(({ value }) => typeof value === 'number'), [trials]);
  const axes = useMemo(() => axesOf(judged, space, format, judgedBy), [judged, space, format, judgedBy]);
  const shown = useMemo(
    () => withinBrushes(bestShare(judged, Number(top)), axes, brushes),
    [judged, top, axes, brushes],
  );
  const table = useMemo(() => tableOf(shown, Object.keys(space), format), [shown, space, format]);
  return (
    <ChartCard
      title={t.title}
      answer={t.answer(shown.length, judged.length)}
      name="parallel"
      table={table}
      empty={judged.length === 0 ? experimentTexts.empty : undefined}
      foot={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t.top}
            value={top}
            onChange={(next) => setView({ top: TOPS.find((one) => one === next) ?? '100' })}
            data={TOPS.map((value) => ({ value, label: t.tops[value] }))}
          />
          {Object.keys(brushes).length > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={() => setBrushes({})}>
              {t.clear}
            </Button>
          )}
        </Group>
      }
    >
      <div className={classes.parallelFrame} tabIndex={0} role="group" aria-label={t.title}>
        <svg
          data-drawing
          className={classes.parallel}
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          role="img"
          aria-label={t.title}
        >
          <Lines trials={judged} axes={axes} faint />
          <Lines trials={shown} axes={axes} />
          {axes.map((axis, i) => (
            <Axis
              key={axis.key}
              axis={axis}
              x={xOf(i, axes.length)}
              brush={brushes[axis.key]}
              onBrush={(range) => setBrushes((before) => withBrush(before, axis.key, range))}
            />
          ))}
        </svg>
      </div>
    </ChartCard>
  );
}

function axesOf(
  judged: readonly TrialResult[],
  space: SearchSpace,
  format: Format,
  judgedBy: string,
): ParallelAxis[] {
  const span = spanOf(judged.map(({ value }) => value as number)) ?? [0, 1];
  return [
    ...Object.entries(space).map(([path, domain]) => parameterAxis(path, shortPath(path), domain)),
    valueAxisOf(judgedBy, span, format),
  ];
}

function withBrush(before: Brushes, key: string, range: readonly [number, number] | null): Brushes {
  const { [key]: _old, ...others } = before;
  return range === null ? others : { ...others, [key]: range };
}

function xOf(i: number, count: number): number {
  return SIZE.side + (i / Math.max(1, count - 1)) * (SIZE.width - 2 * SIZE.side);
}

function yOf(place: number): number {
  return SIZE.height - SIZE.bottom - place * (SIZE.height - SIZE.top - SIZE.bottom);
}

const Lines = memo(function AllLines({
  trials,
  axes,
  faint = false,
}: {
  readonly trials: readonly TrialResult[];
  readonly axes: readonly ParallelAxis[];
  readonly faint?: boolean;
}) {
  const paths = useMemo(() => pathsOf(trials, axes), [trials, axes]);
  if (faint)
    return (
      <path d={paths.join('')} fill="none" stroke="var(--chart-grid)" strokeWidth={1} data-lines="all" />
    );
  return paths.map((d, i) => (
    <path
      key={i}
      d={d}
      data-lines="shown"
      fill="none"
      stroke={`color-mix(in oklab, var(--run-0) ${100 - (100 * i) / (HUES - 1)}%, var(--run-1))`}
      strokeWidth={i === 0 ? 2 : 1.2}
      strokeOpacity={1 - (0.6 * i) / (HUES - 1)}
    />
  ));
});

/* Lines by rank of their error: those of the best fifth first. */
function pathsOf(trials: readonly TrialResult[], axes: readonly ParallelAxis[]): string[] {
  const paths = Array.from({ length: HUES }, () => '');
  const sorted = trials.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  sorted.forEach((trial, rank) => {
    const hue = Math.floor((HUES * rank) / sorted.length);
    let pen = 'M';
    axes.forEach(({ placeOf }, i) => {
      const place = placeOf(trial);
      if (place === undefined) {
        pen = 'M';
        return;
      }
      paths[hue] += `${pen}${xOf(i, axes.length).toFixed(1)} ${yOf(place).toFixed(1)}`;
      pen = 'L';
    });
  });
  return paths;
}

function Axis({
  axis,
  x,
  brush,
  onBrush,
}: {
  readonly axis: ParallelAxis;
  readonly x: number;
  readonly brush: readonly [number, number] | undefined;
  readonly onBrush: (range: readonly [number, number] | null) => void;
}) {
  const [from, setFrom] = useState<number | null>(null);
  const placeAt = (event: PointerEvent<SVGRectElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(Math.max(1 - (event.clientY - box.top) / box.height, 0), 1);
  };
  const drag = (event: PointerEvent<SVGRectElement>): void => {
    if (from === null) return;
    const to = placeAt(event);
    const range = [Math.min(from, to), Math.max(from, to)] as const;
    onBrush(range[1] - range[0] < MIN_BRUSH ? null : range);
  };
  return (
    <g fontSize={13} fill="var(--chart-axis)">
      <line x1={x} x2={x} y1={yOf(1)} y2={yOf(0)} stroke="var(--chart-axis)" />
      <text x={x} y={13} textAnchor="middle" fontWeight={600}>
        {axis.label}
      </text>
      {axis.ticks.map(({ place, text }) => (
        <text key={text} x={x + 6} y={place === 0 ? yOf(0) + 16 : yOf(place) + 4} {...HALO}>
          {text}
        </text>
      ))}
      {brush !== undefined && (
        <rect
          x={x - 8}
          width={16}
          y={yOf(brush[1])}
          height={yOf(brush[0]) - yOf(brush[1])}
          fill="var(--run-0)"
          fillOpacity={0.25}
          stroke="var(--run-0)"
        />
      )}
      <rect
        data-tool
        data-axis={axis.key}
        x={x - 14}
        width={28}
        y={yOf(1)}
        height={yOf(0) - yOf(1)}
        fill="transparent"
        style={{ cursor: 'ns-resize' }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom(placeAt(event));
        }}
        onPointerMove={drag}
        onPointerUp={(event) => {
          drag(event);
          setFrom(null);
        }}
      />
    </g>
  );
}

function tableOf(trials: readonly TrialResult[], paths: readonly string[], format: Format): ChartTable {
  const { table, progress } = experimentTexts.search;
  return {
    columns: [
      { label: table.trial, numeric: true },
      ...paths.map((path) => ({ label: path })),
      {
        label: progress.error,
        numeric: true,
        format: (value) => format(typeof value === 'number' ? value : null),
      },
    ],
    rows: trials.map(({ number, values, value }) => [
      number + 1,
      ...paths.map((path) => (path in values ? settingText(values[path]) : null)),
      value,
    ]),
  };
}
