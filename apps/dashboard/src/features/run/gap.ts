import { standardError } from '@convlab/evaluation/standard-error';
import type { CurveSeries, Point } from '../../charts/points.ts';
import { runColour } from '../../charts/colours.ts';
import { formatPoints } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import type { MetricEpoch } from '../common/run-series.ts';

/** Numbers of examples behind the errors. */
export interface ExampleCounts {
  readonly trainEval: number;
  readonly validation: number;
}

type Metrics = MetricEpoch['metrics'];

/** Validation error − clean training error; `null` when one is not a number, `undefined` when one was not measured. */
export function gapOf(metrics: Metrics): number | null | undefined {
  const train = metrics['trainEval/accuracy'];
  const validation = metrics['validation/accuracy'];
  if (train === undefined || validation === undefined) return undefined;
  return train === null || validation === null ? null : train - validation;
}

/**
 * What noise alone explains of a gap; `null` while it is unknown.
 *
 * 2 · sqrt(e_t (1 − e_t) / n_t + e_v (1 − e_v) / n_v)
 */
export function noiseOf(metrics: Metrics, counts: ExampleCounts | null): number | null {
  const train = metrics['trainEval/accuracy'];
  const validation = metrics['validation/accuracy'];
  if (typeof train !== 'number' || typeof validation !== 'number' || counts === null) return null;
  // An error and its accuracy have the same standard error.
  return (
    2 *
    Math.hypot(
      standardError(train, counts.trainEval, 'classification'),
      standardError(validation, counts.validation, 'classification'),
    )
  );
}

/** The gap over time, before what noise explains of it. */
export function gapSeries(
  epochs: readonly MetricEpoch[],
  positions: readonly number[],
  counts: ExampleCounts | null,
  colour: number,
): CurveSeries[] {
  const gap: Point[] = [];
  const noise: Point[] = [];
  epochs.forEach(({ metrics }, i) => {
    const x = positions[i] ?? 0;
    const y = gapOf(metrics);
    if (y === undefined) return;
    gap.push({ x, y });
    const size = noiseOf(metrics, counts);
    if (size !== null) noise.push({ x, y: size, low: 0, high: size });
  });
  const { series } = texts.run.charts;
  return [
    { key: 'gap', label: series.gap, colour: runColour(colour), points: gap },
    {
      key: 'noise',
      label: series.noise,
      colour: 'var(--series-neutral)',
      shape: 'area' as const,
      points: noise,
      format: (value: number | null | undefined) => formatPoints(value, false),
    },
  ].filter(({ points }) => points.length > 0);
}
