import { theilSenSlope } from '@convlab/evaluation/trend';

/** The number of tensors at some updates that follow one another, of a curve that may be sampled. */
export interface TensorCount {
  readonly lastStep: number;
  readonly last: number | null;
}

/** Whether a training keeps what it should dispose of. */
export type MemoryVerdict =
  /** The number was not reported, or not yet. */
  | { readonly kind: 'unknown' }
  /** Too few reports to tell: the first epoch holds less, as there is no best one yet. */
  | { readonly kind: 'early'; readonly tensors: number }
  | { readonly kind: 'steady'; readonly tensors: number }
  /** Neither a constant nor ever more. */
  | { readonly kind: 'varying'; readonly low: number; readonly high: number }
  /** A leak. `perUpdate` is the mean growth with each update, which may be a fraction. */
  | { readonly kind: 'growing'; readonly tensors: number; readonly perUpdate: number };

/** So many growths one after the other, from epoch to epoch, are no chance. */
const GROWING_EPOCHS = 5;
/** And so many from report to report, so that a long first epoch need not end before a leak is told. */
const GROWING_REPORTS = 10;
/** Only the last part counts as steady or not: after a training went on in another process, another number may be right. */
const LAST_PART = 0.2;

interface Count {
  readonly step: number;
  readonly tensors: number;
}

/**
 * Judges the numbers of tensors of a training, which are counted at points where a healthy one always holds as many.
 *
 * It leaks when each of the last {@link GROWING_EPOCHS} epochs ended with more than the one before, or each of the last
 * {@link GROWING_REPORTS} reports of one epoch came with more. How fast is the Theil–Sen slope, which single jumps do not move.
 *
 * @param epochs  finished ones
 */
export function memoryVerdict(
  curve: readonly TensorCount[],
  epochs: readonly { readonly step: number }[],
): MemoryVerdict {
  const counts = curve.flatMap(({ lastStep, last }) =>
    last === null ? [] : [{ step: lastStep, tensors: last }],
  );
  const tensors = counts.at(-1)?.tensors;
  if (tensors === undefined) return { kind: 'unknown' };
  const first = epochs[0]?.step ?? Infinity;
  const settled = counts.filter(({ step }) => step > first);
  const growing =
    growthOf(atEnds(settled, epochs.slice(1)), GROWING_EPOCHS) ??
    growthOf(ofNewestEpoch(counts, epochs), GROWING_REPORTS);
  if (growing !== undefined) return { kind: 'growing', tensors, perUpdate: growing };
  const newest = settled.slice(-Math.max(GROWING_EPOCHS + 1, Math.ceil(LAST_PART * settled.length)));
  const tail = newest.map((count) => count.tensors);
  if (tail.length < 2) return { kind: 'early', tensors };
  const [low, high] = [Math.min(...tail), Math.max(...tail)];
  return low === high ? { kind: 'steady', tensors } : { kind: 'varying', low, high };
}

/* The last count within each epoch that has one. */
function atEnds(counts: readonly Count[], epochs: readonly { readonly step: number }[]): Count[] {
  const ends = new Map<number, Count>();
  let epoch = 0;
  for (const count of counts) {
    while (epoch < epochs.length && (epochs[epoch]?.step ?? 0) < count.step) epoch += 1;
    if (epoch < epochs.length) ends.set(epoch, count);
  }
  return [...ends.values()];
}

/* The epoch under way; the last one while that has no reports. */
function ofNewestEpoch(counts: readonly Count[], epochs: readonly { readonly step: number }[]): Count[] {
  const last = counts.at(-1)?.step ?? 0;
  const before = epochs.findLast(({ step }) => step < last)?.step ?? 0;
  return counts.filter(({ step }) => step > before);
}

/* Tensors gained with each update, if so many counts or more are each above the one before. */
function growthOf(counts: readonly Count[], growths: number): number | undefined {
  const level = counts.findLastIndex(({ tensors }, i) => tensors <= (counts[i - 1]?.tensors ?? -Infinity));
  const rise = counts.slice(Math.max(0, level));
  const [from, to] = [rise[0], rise.at(-1)];
  if (from === undefined || to === undefined || rise.length <= growths) return undefined;
  const spacing = (to.step - from.step) / (rise.length - 1);
  return theilSenSlope(rise.map(({ tensors }) => tensors)) / spacing;
}
