import { formatBytes } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import type { MetricEpoch } from '../common/run-series.ts';
import { gapOf, noiseOf, type ExampleCounts } from './gap.ts';
import type { MemoryVerdict } from './memory-verdict.ts';

const { charts } = texts.run;

/** So little above chance is no sign of learning. */
const NEAR_CHANCE = 0.02;

type Row = Pick<MetricEpoch, 'epoch' | 'metrics' | 'learningRate'>;

/**
 * What the loss chart says.
 *
 * @param majorityShare  the accuracy of always answering the most frequent class, if there are classes
 */
export function lossAnswer(
  epochs: readonly Row[],
  bestEpoch: number | null,
  majorityShare: number | null = null,
): string {
  const [first] = epochs;
  if (first === undefined) return charts.loss.none;
  const broken = epochs.some(
    ({ metrics }) => metrics['validation/loss'] === null || metrics['train/loss'] === null,
  );
  if (broken) return charts.loss.broken;
  const from = first.metrics['validation/loss'];
  const best = atBest(epochs, bestEpoch)?.metrics;
  const to = best?.['validation/loss'];
  if (!isNumber(from) || !isNumber(to) || bestEpoch === null) return charts.loss.none;
  if (epochs.length === 1) return charts.loss.first(from);
  const accuracy = best?.['validation/accuracy'];
  const guessing = isNumber(accuracy) && isNumber(majorityShare) && accuracy <= majorityShare + NEAR_CHANCE;
  return charts.loss.answer(from, to, bestEpoch, guessing);
}

/** What the error chart says. */
export function errorAnswer(epochs: readonly Row[], bestEpoch: number | null): string {
  const best = atBest(epochs, bestEpoch)?.metrics;
  const validation = best?.['validation/accuracy'];
  if (!isNumber(validation) || bestEpoch === null) return charts.error.none;
  const train = best?.['trainEval/accuracy'];
  return charts.error.answer(1 - validation, isNumber(train) ? 1 - train : null, bestEpoch);
}

/** What the gap chart says. */
export function gapAnswer(
  epochs: readonly Row[],
  counts: ExampleCounts | null,
  bestEpoch: number | null,
): string {
  const best = atBest(epochs, bestEpoch);
  const gap = best === undefined ? null : gapOf(best.metrics);
  if (best === undefined || !isNumber(gap) || bestEpoch === null) return charts.gap.none;
  const noise = noiseOf(best.metrics, counts);
  if (noise === null) return charts.gap.plain(gap, bestEpoch);
  return gap > noise ? charts.gap.beyond(gap, noise, bestEpoch) : charts.gap.within(gap, noise, bestEpoch);
}

/** What the chart of the learning rate says. */
export function learningRateAnswer(epochs: readonly Row[]): string {
  const first = epochs[0]?.learningRate;
  const now = epochs.at(-1)?.learningRate;
  if (first === undefined || now === undefined) return charts.learningRate.none;
  const constant = epochs.every(({ learningRate }) => learningRate === first);
  return constant ? charts.learningRate.constant(first) : charts.learningRate.changing(first, now);
}

/** What the chart of the speed says. */
export function speedAnswer(rates: readonly number[]): string {
  const sorted = rates.filter(Number.isFinite).toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  const low = sorted[Math.floor(sorted.length / 20)];
  if (median === undefined || low === undefined) return charts.speed.none;
  return charts.speed.answer(median, low);
}

/** What is held by now, in bytes; `null` where that is not known. */
export interface HeldBytes {
  readonly tensorBytes: number | null;
  readonly residentBytes: number | null;
}

/** What the charts of memory and tensors say. */
export function memoryAnswer(
  verdict: MemoryVerdict,
  { tensorBytes, residentBytes }: HeldBytes,
  stepsPerEpoch: number,
): string {
  const { health } = charts;
  const held =
    (tensorBytes === null ? '' : health.held(formatBytes(tensorBytes))) +
    (residentBytes === null ? '' : health.process(formatBytes(residentBytes)));
  switch (verdict.kind) {
    case 'unknown':
      return health.none;
    case 'early':
      return health.early(verdict.tensors, held);
    case 'steady':
      return health.steady(verdict.tensors, held);
    case 'varying':
      return health.varying(verdict.low, verdict.high, held);
    case 'growing':
      return health.growing(verdict.tensors, growthText(verdict.perUpdate, stepsPerEpoch), held);
  }
}

/** How fast tensors become more, in words. */
export function growthText(perUpdate: number, stepsPerEpoch: number): string {
  const { growth } = charts.health;
  return perUpdate >= 1
    ? growth(Math.round(perUpdate), 'update')
    : growth(Math.max(1, Math.round(perUpdate * stepsPerEpoch)), 'epoch');
}

function atBest(epochs: readonly Row[], bestEpoch: number | null): Row | undefined {
  return epochs.find(({ epoch }) => epoch === bestEpoch);
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
