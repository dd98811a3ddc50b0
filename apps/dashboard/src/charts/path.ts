import type { CurveSeries, Point } from './points.ts';

/** Pixels of a value, `undefined` where the axis has none. */
export type Place = (value: number) => number | undefined;

const FARTHEST_PX = 20_000;

/** The line through the points of a series as an SVG path; what is not a number breaks it. */
export function linePath(
  { points, shape }: Pick<CurveSeries, 'points' | 'shape'>,
  x: Place,
  y: Place,
): string {
  let path = '';
  let before: string | undefined;
  for (const point of points) {
    const spot = spotOf(point, x, y);
    if (spot === undefined) {
      before = undefined;
      continue;
    }
    const [left, top] = spot;
    if (before === undefined) path += `M${left} ${top}`;
    else path += shape === 'step' ? `H${left}V${top}` : `L${left} ${top}`;
    before = left;
  }
  return path;
}

/**
 * The area between the lower and the upper ends of the points' bands; empty without bands.
 *
 * Where the points turn back, the area goes on as another piece; all pieces run the same way round, so that none takes another away.
 */
export function bandPath(points: readonly Point[], x: Place, y: Place): string {
  let path = '';
  let piece: BandSpot[] = [];
  for (const point of points) {
    const spot = bandSpot(point, x, y);
    if (spot === undefined || turnsBack(piece, spot)) {
      path += pieceOf(piece);
      // The next piece begins where this one ends.
      piece = spot === undefined ? [] : piece.slice(-1);
    }
    if (spot !== undefined) piece.push(spot);
  }
  return path + pieceOf(piece);
}

interface BandSpot {
  readonly x: number;
  readonly left: string;
  readonly low: string;
  readonly high: string;
}

function bandSpot(point: Point, x: Place, y: Place): BandSpot | undefined {
  const low = spotOf({ x: point.x, y: point.low ?? null }, x, y);
  const high = spotOf({ x: point.x, y: point.high ?? null }, x, y);
  if (low === undefined || high === undefined) return undefined;
  return { x: point.x, left: low[0], low: low[1], high: high[1] };
}

function turnsBack(piece: readonly BandSpot[], next: BandSpot): boolean {
  const [before, last] = piece.slice(-2);
  return before !== undefined && last !== undefined && (last.x - before.x) * (next.x - last.x) < 0;
}

function pieceOf(piece: readonly BandSpot[]): string {
  const [first] = piece;
  const last = piece.at(-1);
  if (first === undefined || last === undefined || piece.length < 2) return '';
  const rising = last.x < first.x ? piece.toReversed() : piece;
  const upper = rising.map((spot) => `${spot.left} ${spot.high}`).join('L');
  const lower = rising.toReversed().map((spot) => `${spot.left} ${spot.low}`);
  return `M${upper}L${lower.join('L')}Z`;
}

/** Points without neighbours, which a line alone would not show. */
export function lonelyPoints(points: readonly Point[]): readonly Point[] {
  const has = (i: number) => isNumber(points[i]?.y);
  return points.filter((_, i) => has(i) && !has(i - 1) && !has(i + 1));
}

/** Places at which a value is not a number. */
export function brokenPlaces(series: readonly CurveSeries[]): number[] {
  const places = series.flatMap(({ points }) => points.filter(({ y }) => !isNumber(y)).map(({ x }) => x));
  return [...new Set(places)].sort((a, b) => a - b);
}

function spotOf({ x, y }: Point, placeX: Place, placeY: Place): readonly [string, string] | undefined {
  if (!isNumber(y)) return undefined;
  const left = placeX(x);
  const top = placeY(y);
  if (left === undefined || top === undefined || !Number.isFinite(left) || !Number.isFinite(top))
    return undefined;
  return [short(left), short(top)];
}

/* A tenth of a pixel is enough, and keeps paths of thousands of points short. What lies far beyond any screen is brought nearer: the
   dashes of a line a million pixels long are drawn as a solid line. */
function short(pixels: number): string {
  return String(Math.round(Math.min(Math.max(pixels, -FARTHEST_PX), FARTHEST_PX) * 10) / 10);
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
