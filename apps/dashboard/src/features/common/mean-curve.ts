import { spreadOf, type SpreadKind } from '@convlab/evaluation/spread';
import type { Point } from '../../charts/points.ts';

/** More places than this are not told apart in a chart. */
const MAX_PLACES = 400;

/** Ends that values of a kind never pass, however wide their spread is. */
export type Limits = readonly [number, number];

/**
 * The mean of some curves with a band, place by place.
 *
 * Curves without a point of their own at a place are taken to go straight from the one before to the one after. There is a mean where
 * two curves or more, and at least half of all, have a value: with every curve that ends the rest would jump.
 */
export function meanCurve(
  members: readonly (readonly Point[])[],
  band: SpreadKind,
  limits: Limits = [-Infinity, Infinity],
): Point[] {
  const readers = members.map(readerOf);
  return placesOf(members).flatMap((x): Point[] => {
    const values = readers.flatMap((read) => read(x) ?? []);
    if (values.length < 2 || values.length * 2 < members.length) return [];
    const { n, mean, low, high } = spreadOf(values, band);
    return [{ x, y: mean, low: Math.max(limits[0], low), high: Math.min(limits[1], high), count: n }];
  });
}

/**
 * The mean of curves over a metric: at each epoch, the mean of one metric at the mean of the other. Such curves turn back, so that
 * there is no “same place”.
 *
 * @param xs  the metric that they stand over, by epoch
 * @param ys  the metric that is shown, by epoch
 */
export function meanTrail(
  xs: readonly (readonly Point[])[],
  ys: readonly (readonly Point[])[],
  band: SpreadKind,
  limits?: Limits,
): Point[] {
  const places = new Map(meanCurve(xs, band).map(({ x, y }) => [x, y]));
  return meanCurve(ys, band, limits).flatMap((point): Point[] => {
    const x = places.get(point.x);
    return typeof x === 'number' ? [{ ...point, x }] : [];
  });
}

/* All places at which some curve has a point, thinned evenly where they are too many; both ends stay. */
function placesOf(members: readonly (readonly Point[])[]): number[] {
  const all = [...new Set(members.flatMap((points) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  if (all.length <= MAX_PLACES) return all;
  const step = (all.length - 1) / (MAX_PLACES - 1);
  return Array.from({ length: MAX_PLACES }, (_, i) => all[Math.round(i * step)] as number);
}

/* Reads a curve at places that only rise: one pass over its points in all. */
function readerOf(points: readonly Point[]): (x: number) => number | null {
  let next = 0;
  return (x) => {
    while ((points[next]?.x ?? Infinity) < x) next += 1;
    const after = points[next];
    const before = points[next - 1];
    if (after === undefined) return null;
    if (after.x === x) return finite(after.y);
    if (before === undefined) return null;
    const [low, high] = [finite(before.y), finite(after.y)];
    if (low === null || high === null) return null;
    return low + ((x - before.x) / (after.x - before.x)) * (high - low);
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
