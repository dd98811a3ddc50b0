'use client';
import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { CurveChart, type CurveChartProps } from '../../charts/curve-chart.tsx';
import type { Point } from '../../charts/points.ts';
import { choiceParam } from '../../client/url-params.ts';
import { formatBytes, formatBytesTick, formatCount } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { memoryAnswer, speedAnswer } from './answers.ts';
import type { MemoryVerdict } from './memory-verdict.ts';
import type { RunData } from './run-state.ts';
import { useOneCurve } from './use-one-curve.ts';
import { useLoadCurves, useStepCurve, type Where } from './use-step-curve.ts';

const { health, speed: speedTexts } = texts.run.charts;
const VIEWS = ['speed', 'memory', 'tensors'] as const;

/* The curves whose values files hold, by name. */
const SPEED = { examplesPerSecond: speedTexts.series };
const COUNT = { tensors: health.series.tensors };
const BYTES = { residentBytes: health.series.residentBytes, tensorBytes: health.series.tensorBytes };

/** What is drawn of a training's health. */
export type HealthView = (typeof VIEWS)[number];

/** It in the address. */
export const HEALTH_PARAM = choiceParam(VIEWS, 'speed');

interface HealthChartProps {
  readonly data: RunData;
  readonly where: Where;
  /** What it has in common with the charts beside it. */
  readonly shared: Pick<CurveChartProps, 'xLabel' | 'formatX' | 'empty' | 'domain'>;
  readonly verdict: MemoryVerdict;
  readonly view: HealthView;
  readonly onView: (view: HealthView) => void;
}

/** Speed, memory and tensors of a training, one at a time: each alone is rarely worth a place among six charts. */
export function HealthChart({ data, where, shared, verdict, view, onView }: HealthChartProps) {
  const speed = useSpeed(data, where, view === 'speed');
  const memory = useHeld(data, where, verdict, view);
  const drawn = view === 'speed' ? speed : memory;
  const load = useLoadCurves(data, where);
  const { labels, ...props } = drawn;
  return (
    <CurveChart
      {...shared}
      {...props}
      name="health"
      title={health.title}
      {...(labels === undefined ? {} : { loadTable: () => load(labels, shared.xLabel) })}
      controls={
        <SegmentedControl
          size="xs"
          aria-label={health.view}
          value={view}
          onChange={(value) => onView(VIEWS.find((one) => one === value) ?? 'speed')}
          data={VIEWS.map((value) => ({ value, label: health.views[value] }))}
        />
      }
    />
  );
}

interface Drawn extends Pick<
  CurveChartProps,
  'answer' | 'series' | 'smoothed' | 'badge' | 'binary' | 'format' | 'formatTick'
> {
  /** The curves whose values files hold, by name. */
  readonly labels?: Readonly<Record<string, string>>;
}

function useSpeed(data: RunData, where: Where, wanted: boolean): Drawn {
  const { run, epochs } = data;
  const { positions } = where;
  const curve = useStepCurve(data, 'examplesPerSecond', where, { wanted, averaged: true });
  const numTrain = run.started?.numExamples.train ?? 0;
  // Short epochs end before their updates are timed: then each has one value, of itself.
  const perEpoch = useMemo(
    () => epochs.map(({ durationMs }, i) => ({ x: positions[i] ?? 0, y: (1000 * numTrain) / durationMs })),
    [epochs, positions, numTrain],
  );
  const fine = curve.raw.length >= epochs.length;
  const points = fine ? curve.raw : perEpoch;
  const series = useOneCurve(speedTexts.series, run.colour, points);
  const smoothed = useOneCurve(speedTexts.series, run.colour, curve.smooth);
  return {
    answer: speedAnswer(points.flatMap(({ y }) => (y === null ? [] : [y]))),
    series,
    format: formatCount,
    formatTick: formatCount,
    badge: curve.badge,
    ...(fine ? { smoothed, labels: SPEED } : {}),
  };
}

/* What a training holds: how many tensors, or the bytes of their values and of its whole process. */
function useHeld(data: RunData, where: Where, verdict: MemoryVerdict, view: HealthView): Drawn {
  const { run, epochs } = data;
  const wanted = view !== 'speed';
  const tensors = useStepCurve(data, 'tensors', where, { wanted: view === 'tensors' });
  const values = useStepCurve(data, 'tensorBytes', where, { wanted });
  const whole = useStepCurve(data, 'residentBytes', where, { wanted });
  const count = useOneCurve(health.series.tensors, run.colour, tensors.raw);
  const [solid, dashed] = [
    useOneCurve(health.series.residentBytes, run.colour, whole.raw),
    useOneCurve(health.series.tensorBytes, run.colour, values.raw, { dash: 'dashed' }),
  ];
  const bytes = useMemo(() => [...solid, ...dashed], [solid, dashed]);
  const held = { tensorBytes: lastOf(values.raw), residentBytes: lastOf(whole.raw) };
  const stepsPerEpoch = run.stepsPerEpoch ?? 1;
  const answer =
    verdict.kind === 'unknown' && epochs.length > 0
      ? health.older
      : memoryAnswer(verdict, held, stepsPerEpoch);
  return view === 'tensors'
    ? {
        answer,
        series: count,
        badge: tensors.badge,
        format: formatCount,
        formatTick: formatCount,
        labels: COUNT,
      }
    : {
        answer,
        series: bytes,
        badge: whole.badge,
        binary: true,
        format: formatBytes,
        formatTick: formatBytesTick,
        labels: BYTES,
      };
}

function lastOf(points: readonly Point[]): number | null {
  return points.at(-1)?.y ?? null;
}
