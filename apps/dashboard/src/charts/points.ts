/** A value of a curve. */
export interface Point {
  readonly x: number;
  /** `null` where the value is not a number; it breaks the line. */
  readonly y: number | null;
  /** Ends of the band around the value: the extremes that sampling keeps, or the spread of several runs. */
  readonly low?: number | null;
  readonly high?: number | null;
  /** How many runs it is the mean of. */
  readonly count?: number;
}

/** How a line is drawn; it tells the split. */
export type Dash = 'solid' | 'dashed' | 'dotted';

/** One curve of a chart. */
export interface CurveSeries {
  /** Unique in its chart. */
  readonly key: string;
  readonly label: string;
  /** A CSS colour, usually a custom property that follows the theme; it tells the run. */
  readonly colour: string;
  /** Solid by default. */
  readonly dash?: Dash;
  /** Lines join their points, steps hold a value until the next, areas fill the band alone. Lines by default. */
  readonly shape?: 'line' | 'step' | 'area';
  /** In the order in which they are joined: that of x, or of training where x is a metric. */
  readonly points: readonly Point[];
  /** Behind the others, without legend and read-out: members of a mean, raw values behind their average. */
  readonly faint?: boolean;
  /** A format of its own; the chart's by default. */
  readonly format?: (value: number | null | undefined) => string;
}

/** Something that happened at a place on x; it stands in the track below the curves. */
export interface Mark {
  readonly x: number;
  readonly label: string;
  readonly kind: MarkKind;
  /** Follows the run where there are several. */
  readonly colour?: string;
}

/** What can happen to a run. */
export type MarkKind = 'best' | 'early-stop' | 'not-a-number' | 'resume' | 'learning-rate';

/** The symbols of marks, told apart without colour. */
export const MARK_SYMBOLS: Readonly<Record<MarkKind, string>> = {
  best: '▼',
  'early-stop': '◆',
  'not-a-number': '✕',
  resume: '↻',
  'learning-rate': '↓',
};

/** All places on x at which some series has a point, in order. */
export function positionsOf(series: readonly CurveSeries[]): number[] {
  const all = new Set<number>();
  for (const { points } of series) for (const { x } of points) all.add(x);
  return [...all].sort((a, b) => a - b);
}

/** The place in `positions`, which are in order, that is nearest to `x`. */
export function nearest(positions: readonly number[], x: number): number | undefined {
  const index = indexAtOrAfter(positions, x);
  const after = positions[index];
  const before = positions[index - 1];
  if (after === undefined) return before;
  if (before === undefined) return after;
  return x - before <= after - x ? before : after;
}

/** The point of a series that is nearest to `x`, within the stretch that the series covers; the later one of two. */
export function pointAt(points: readonly Point[], x: number): Point | undefined {
  let found: Point | undefined;
  let [before, after] = [false, false];
  for (const point of points) {
    before ||= point.x <= x;
    after ||= point.x >= x;
    if (found === undefined || Math.abs(point.x - x) <= Math.abs(found.x - x)) found = point;
  }
  return before && after ? found : undefined;
}

/** The position that stands `by` places from `x`; the ends hold it. */
export function stepFrom(positions: readonly number[], x: number, by: number): number | undefined {
  const here = nearest(positions, x);
  if (here === undefined) return undefined;
  const index = indexAtOrAfter(positions, here) + by;
  return positions[Math.min(Math.max(index, 0), positions.length - 1)];
}

function indexAtOrAfter(positions: readonly number[], x: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
