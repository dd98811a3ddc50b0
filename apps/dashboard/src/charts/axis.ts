import type { CurveSeries } from './points.ts';

/** How values are laid out along an axis. */
export type Scale = 'linear' | 'log';

/** An axis: its ends, its ticks, and how a value between them is placed. */
export interface Axis {
  readonly scale: 'linear' | 'log' | 'symlog';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Values that lie beyond its ends. */
  readonly beyond: number;
}

/** Whether two axes are drawn alike. */
export function isSameAxis(a: Axis, b: Axis): boolean {
  return (
    a.scale === b.scale &&
    a.beyond === b.beyond &&
    isSameList(a.domain, b.domain) &&
    isSameList(a.ticks, b.ticks)
  );
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** How a value axis is made. */
export interface AxisOptions {
  readonly scale: Scale;
  /** Whether zero is on it, so that a curve that looks steep is steep. */
  readonly zero: boolean;
  /** Whether a few far values may lie beyond its end. */
  readonly ignoreOutliers: boolean;
  /** Whether ticks stand at powers of two, as numbers of bytes read best. */
  readonly binary?: boolean;
  /** The part of x that is seen. */
  readonly between?: readonly [number, number] | undefined;
}

/** Room below the smallest positive value of a logarithmic axis, where zeros are drawn too. */
const LOG_MARGIN = 0.8;
/** At most this share of the values is ever called an outlier. */
const OUTLIER_SHARE = 0.05;
/** A value is one only if it stretches the axis to more than so many times what the others need. */
const OUTLIER_FACTOR = 5;

/** The value axis for some series. */
export function valueAxis(series: readonly CurveSeries[], options: AxisOptions): Axis {
  const values = finiteValues(series, options.between);
  if (options.scale === 'log') {
    const axis = logAxis(values);
    if (axis !== undefined) return axis;
  }
  const all = spanOf(values);
  const kept = options.ignoreOutliers ? withoutOutliers(values) : all;
  const [low, high] = kept ?? [0, 1];
  const ticks = linearTicks(low, high, options.zero, options.binary === true ? binaryStep : niceStep);
  const domain = [ticks[0] as number, ticks.at(-1) as number] as const;
  const beyond = kept === all ? 0 : count(values, (value) => value < domain[0] || value > domain[1]);
  return { scale: 'linear', domain, ticks, beyond };
}

/** An x axis over `domain`. */
export function positionAxis(domain: readonly [number, number], scale: Scale, whole: boolean): Axis {
  if (scale === 'log' && domain[1] > 0) {
    const low = domain[0] > 0 ? domain[0] : Math.min(1, domain[1] / 1000);
    return { scale: 'log', domain: [low, domain[1]], ticks: decades(low, domain[1]), beyond: 0 };
  }
  return {
    scale: 'linear',
    domain,
    ticks: whole ? wholeTicks(domain) : plainTicks(domain),
    beyond: 0,
  };
}

/** Lowest and highest of some values; `undefined` when there is none. */
export function spanOf(values: Iterable<number>): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low === Infinity ? undefined : [low, high];
}

/** Lowest and highest place of some series on x. */
export function positionsSpan(series: readonly CurveSeries[]): readonly [number, number] | undefined {
  return spanOf(series.flatMap(({ points }) => points.map(({ x }) => x)).filter(isFinite));
}

/**
 * The x axis of a training: as long as planned, so that the curve grows into it, unless that is much longer than what has been
 * done; then it is lengthened by about a quarter at a time, as an axis that changes with every epoch is restless and costly.
 */
export function epochDomain(done: number, planned: number | null, ended: boolean): [number, number] {
  const last = Math.max(done, 2);
  if (ended) return [1, last];
  if (planned === null || planned > Math.max(40, 4 * last)) return [1, lengthened(last)];
  return [1, Math.max(planned, 2)];
}

/** Steps of about a quarter within a decade. */
const QUARTERS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10];

function lengthened(last: number): number {
  const power = 10 ** Math.floor(Math.log10(last));
  return Math.ceil(power * (QUARTERS.find((factor) => factor * power >= last) ?? 10));
}

/** Round numbers from at or below `low` to at or above `high`. */
export function linearTicks(low: number, high: number, zero: boolean, stepOf = niceStep): number[] {
  const [from, to] = zero ? [Math.min(low, 0), Math.max(high, 0)] : padded(low, high);
  const step = stepOf((to - from) / 4);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  if (first === last) return [0, 1];
  return Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
}

/** At most ten whole-numbered ticks within `domain` at round steps, its beginning among them. */
export function wholeTicks([first, last]: readonly [number, number], limit = 10): number[] {
  const step = Math.max(1, niceStep((last - first) / limit));
  const start = Math.ceil(first);
  const ticks = [start];
  for (let tick = Math.floor(start / step) * step + step; tick <= last; tick += step) {
    if (tick - start >= step / 2) ticks.push(tick);
  }
  return ticks;
}

function plainTicks([low, high]: readonly [number, number]): number[] {
  const step = niceStep((high - low) / 8);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => round((first + i) * step));
}

/* Positive values on a logarithmic axis, zeros on its floor; with negative ones the scale is linear around zero. */
function logAxis(values: readonly number[]): Axis | undefined {
  const span = spanOf(values.filter((value) => value > 0));
  const lowest = spanOf(values)?.[0] ?? 0;
  if (lowest < 0) return symlogAxis(values);
  if (span === undefined) return undefined;
  const low = span[0] * LOG_MARGIN;
  const high = span[0] === span[1] ? span[1] / LOG_MARGIN : span[1];
  return { scale: 'log', domain: [low, high], ticks: decades(low, high), beyond: 0 };
}

function symlogAxis(values: readonly number[]): Axis {
  const [low, high] = spanOf(values) ?? [-1, 1];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const powers = [0, 1, 2].map((back) => 10 ** (Math.floor(Math.log10(size)) - back));
  const ticks = [...powers.map((power) => -power), 0, ...powers.toReversed()];
  const kept = ticks.filter((tick) => tick >= low && tick <= high);
  return { scale: 'symlog', domain: [low, Math.max(high, 0)], ticks: kept, beyond: 0 };
}

/* Powers of ten; within less than two decades also their halves and fifths. */
function decades(low: number, high: number): number[] {
  const steps = high / low < 100 ? [1, 2, 5] : [1];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const every = Math.max(1, Math.ceil((last - first) / 8));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (power) => (power - first) % every === 0,
  );
  const ticks = powers.flatMap((power) => steps.map((step) => round(step * 10 ** power)));
  const kept = ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  return kept.length < 2 ? [low, high].map(round) : kept;
}

function withoutOutliers(values: readonly number[]): readonly [number, number] | undefined {
  const all = spanOf(values);
  if (all === undefined || values.length < 4) return all;
  const sorted = values.toSorted((a, b) => a - b);
  const far = Math.max(1, Math.floor(sorted.length * OUTLIER_SHARE));
  const low = sorted[far] as number;
  const high = sorted[sorted.length - 1 - far] as number;
  const needed = Math.max(high, 0) - Math.min(low, 0);
  if (needed <= 0) return all;
  const keepLow = Math.max(-all[0], 0) > OUTLIER_FACTOR * needed ? low : all[0];
  const keepHigh = Math.max(all[1], 0) > OUTLIER_FACTOR * needed ? high : all[1];
  return keepLow === all[0] && keepHigh === all[1] ? all : [keepLow, keepHigh];
}

function finiteValues(
  series: readonly CurveSeries[],
  between: readonly [number, number] | undefined,
): number[] {
  const found: number[] = [];
  for (const { points } of series) {
    for (const { x, y, low, high } of points) {
      if (between !== undefined && (x < between[0] || x > between[1])) continue;
      for (const value of [y, low, high]) if (isFinite(value)) found.push(value);
    }
  }
  return found;
}

function padded(low: number, high: number): [number, number] {
  if (low !== high) return [low, high];
  const room = low === 0 ? 1 : Math.abs(low) / 10;
  return [low - room, high + room];
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `size`. */
function niceStep(size: number): number {
  if (size <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= size * (1 - 1e-9)) ?? 10);
}

/** The smallest power of two that is not below `size`. */
function binaryStep(size: number): number {
  return size <= 0 ? 1 : 2 ** Math.ceil(Math.log2(size) - 1e-9);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

function count(values: readonly number[], counts: (value: number) => boolean): number {
  return values.reduce((sum, value) => sum + (counts(value) ? 1 : 0), 0);
}

function isFinite(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}
