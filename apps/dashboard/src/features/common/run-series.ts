import { runColour, SPLIT_DASHES } from '../../charts/colours.ts';
import type { CurveSeries, Mark, Point } from '../../charts/points.ts';
import { chartTexts } from '../../texts/chart-texts.ts';
import { seriesTexts } from '../../texts/series-texts.ts';

/** A finished epoch, as far as curves need it. */
export interface MetricEpoch {
  readonly epoch: number;
  readonly step: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly learningRate: number;
  readonly durationMs: number;
  readonly attempt: number;
}

/** What a run's curves can stand over. */
export const X_KINDS = ['epoch', 'update', 'examples', 'seconds'] as const;

/** What curves of several runs can stand over: of one network, work is but another word for examples. */
export const COMPARED_X_KINDS = [...X_KINDS, 'work'] as const;

/** One of them. */
export type XKind = (typeof COMPARED_X_KINDS)[number];

/** An update costs as much as so many forward passes: the backward pass is taken as two. */
export const PASSES = 3;

/** What an epoch of a run amounts to. */
export interface EpochSize {
  /** Training examples. */
  readonly numTrain: number | null;
  /** Multiply–adds of a forward pass of one example. */
  readonly multiplyAdds?: number | null;
}

/** Whether curves that stand over `x` stand over a kind of time, which only rises, rather than over a metric. */
export function isXKind(x: string): x is XKind {
  return COMPARED_X_KINDS.some((kind) => kind === x);
}

/** The measurements of a run, the most telling first. */
const SPLITS = ['validation', 'trainEval', 'train'] as const;

/**
 * Where each epoch stands on x. Examples are those of whole epochs; seconds are those spent training; work is in multiply–adds, and
 * `NaN` where it is not known.
 */
export function epochPositions(
  epochs: readonly MetricEpoch[],
  kind: XKind,
  { numTrain, multiplyAdds }: EpochSize,
): number[] {
  let seconds = 0;
  return epochs.map(({ epoch, step, durationMs }) => {
    seconds += durationMs / 1000;
    switch (kind) {
      case 'epoch':
        return epoch;
      case 'update':
        return step;
      case 'examples':
        return epoch * (numTrain ?? 0);
      case 'seconds':
        return seconds;
      case 'work':
        return PASSES * epoch * (numTrain ?? NaN) * (multiplyAdds ?? NaN);
    }
  });
}

/** Where an update stands on x: between the epochs around it. */
export function stepPosition(
  step: number,
  epochs: readonly MetricEpoch[],
  positions: readonly number[],
  kind: XKind,
): number {
  if (kind === 'update') return step;
  const after = epochs.findIndex((epoch) => epoch.step >= step);
  const end = after === -1 ? epochs.length - 1 : after;
  const [x0, s0] = end > 0 ? [positions[end - 1] ?? 0, epochs[end - 1]?.step ?? 0] : [0, 0];
  const [x1, s1] = [positions[end] ?? 0, epochs[end]?.step ?? 0];
  return s1 === s0 ? x1 : x0 + ((step - s0) / (s1 - s0)) * (x1 - x0);
}

/** The values of one metric of a split along x; what a run did not measure has no points. */
export function metricPoints(
  epochs: readonly MetricEpoch[],
  positions: readonly number[],
  name: string,
  map: (value: number) => number = (value) => value,
): Point[] {
  return epochs.flatMap(({ metrics }, i): Point[] => {
    const value = metrics[name];
    const x = positions[i] ?? 0;
    if (value === undefined || Number.isNaN(x)) return [];
    return [{ x, y: value === null ? null : map(value) }];
  });
}

/** One metric of every split of a run: the colour is the run's, the dash tells the split. */
export function splitSeries(
  epochs: readonly MetricEpoch[],
  positions: readonly number[],
  metric: string,
  colour: number,
  map?: (value: number) => number,
): CurveSeries[] {
  return SPLITS.map((split) => ({
    key: split,
    label: seriesTexts.splits[split],
    colour: runColour(colour),
    dash: SPLIT_DASHES[split],
    points: metricPoints(epochs, positions, `${split}/${metric}`, map),
  })).filter(({ points }) => points.length > 0);
}

/** What happened to a run, for the track below its curves. */
export function runMarks(
  epochs: readonly MetricEpoch[],
  positions: readonly number[],
  { bestEpoch, stoppedEarly }: { readonly bestEpoch: number | null; readonly stoppedEarly: boolean },
): Mark[] {
  const marks: Mark[] = [];
  epochs.forEach(({ epoch, attempt, learningRate }, i) => {
    const x = positions[i] ?? 0;
    const before = epochs[i - 1];
    if (epoch === bestEpoch) marks.push({ x, kind: 'best', label: chartTexts.marks.best });
    if (before !== undefined && attempt > before.attempt)
      marks.push({ x, kind: 'resume', label: chartTexts.marks.resume });
    // A schedule that falls all the time is a curve of its own; a step is an event.
    if (before !== undefined && learningRate < before.learningRate / 2)
      marks.push({ x, kind: 'learning-rate', label: chartTexts.marks['learning-rate'] });
  });
  const last = positions.at(-1);
  if (stoppedEarly && last !== undefined)
    marks.push({ x: last, kind: 'early-stop', label: chartTexts.marks['early-stop'] });
  return marks;
}

/** The metric that stands beside the loss: accuracy where there is one, else the first that was measured on validation. */
export function secondMetric(epochs: readonly Pick<MetricEpoch, 'metrics'>[]): string | undefined {
  const names = Object.keys(epochs[0]?.metrics ?? {})
    .filter((name) => name.startsWith('validation/'))
    .map((name) => name.slice('validation/'.length));
  return names.includes('accuracy') ? 'accuracy' : names.find((name) => name !== 'loss');
}
