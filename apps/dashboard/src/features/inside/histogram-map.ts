import type { ApiOutputs } from '../../client/api.ts';
import { formatRate, formatShare, withMinus } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';

const t = insideTexts.histograms;

/** A distribution at one epoch. */
export type Snapshot = ApiOutputs['layers']['histograms'][number];

/** Rows of the picture: fine enough to see two humps, few enough to stand on a screen. */
const NUM_ROWS = 16;

/** Epochs side by side on one common axis of values. */
export interface HistogramMap {
  /** Lower edges of the rows with the largest values first. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Share of an epoch’s finite values in a row, from 0 to 1. */
  readonly values: readonly (readonly number[])[];
}

/**
 * Distributions of different ranges on one axis: what is in a bin is spread evenly over it and cut at the edges of the rows, so
 * that a column still sums to one.
 */
export function histogramMap(snapshots: readonly Snapshot[]): HistogramMap {
  const filled = snapshots.filter(({ histogram }) => histogram.counts.length > 0);
  const low = Math.min(...filled.map(({ histogram }) => histogram.low));
  const high = Math.max(...filled.map(({ histogram }) => histogram.high));
  if (filled.length === 0) return { rows: [], columns: [], values: [] };
  const axis = high > low ? { low, width: (high - low) / NUM_ROWS } : { low: low - 0.5, width: 1 / NUM_ROWS };
  const columns = filled.map(({ histogram }) => sharesOn(histogram, axis));
  const order = Array.from({ length: NUM_ROWS }, (_, i) => NUM_ROWS - 1 - i);
  return {
    rows: order.map((i) => rangeText(axis.low + i * axis.width, axis.width)),
    columns: filled.map(({ epoch }) => String(epoch)),
    values: order.map((i) => columns.map((shares) => shares[i] ?? 0)),
  };
}

interface Axis {
  readonly low: number;
  readonly width: number;
}

function sharesOn({ low, high, counts }: Snapshot['histogram'], axis: Axis): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  const shares = new Array<number>(NUM_ROWS).fill(0);
  const rowOf = (value: number): number =>
    Math.min(NUM_ROWS - 1, Math.max(0, Math.floor((value - axis.low) / axis.width)));
  counts.forEach((count, bin) => {
    const [from, to] = [low + bin * width, low + (bin + 1) * width];
    const [first, last] = [rowOf(from), rowOf(to)];
    for (let row = first; row <= last; row += 1) {
      const bottom = row === first ? from : axis.low + row * axis.width;
      const top = row === last ? to : axis.low + (row + 1) * axis.width;
      const part = first === last ? 1 : (top - bottom) / width;
      shares[row] = (shares[row] ?? 0) + (part * count) / total;
    }
  });
  return shares;
}

/* As many digits as tell two rows apart. */
function rangeText(edge: number, width: number): string {
  const digits = Math.max(0, Math.min(12, 1 - Math.floor(Math.log10(width))));
  return withMinus(edge.toFixed(digits));
}

/** How the spread changed since the first snapshot, and what stands out at the last, in a sentence. */
export function describeHistograms(
  layer: string,
  snapshots: readonly Snapshot[],
  zeroShare: number | null,
): string {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (first === undefined || last === undefined) return t.empty;
  const { histogram, epoch } = last;
  const broken = histogram.notFinite > 0 ? t.notFinite(histogram.notFinite) : '';
  if (histogram.counts.length === 0) return `${t.none(layer, epoch)}${broken}.`;
  const std = formatRate(histogram.std);
  const factor = histogram.std / first.histogram.std;
  const spread =
    first === last || !Number.isFinite(factor)
      ? t.one(layer, epoch, std)
      : t.since(layer, epoch, std, changeText(factor), first.epoch);
  const zeros = zeroShare !== null && zeroShare > 0 ? t.zeros(formatShare(zeroShare, 0)) : '';
  return `${spread}${t.mean(formatRate(histogram.mean))}${zeros}${broken}.`;
}

function changeText(factor: number): string {
  return Math.abs(factor - 1) < 0.05 ? t.same : t.times(factor.toPrecision(2));
}
