/** A row of a chart: a position on x and values by key; `null` where a value is missing or not a number. */
export interface ChartRow {
  readonly x: number;
  readonly [key: string]: number | null;
}

/** One line of a chart. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** A CSS colour, usually a custom property that follows the theme. */
  readonly colour: string;
  readonly dashed?: boolean;
  /** Lines by default join their points; steps hold a value until the next. */
  readonly shape?: 'line' | 'step';
}

/** An area from zero behind the curves. */
export interface Band {
  readonly key: string;
  readonly label: string;
  readonly format: (value: number | null | undefined) => string;
}

/** A place on x that is worth a mark. */
export interface Mark {
  readonly x: number;
  readonly label: string;
  readonly symbol: '▼' | '◆';
}

/** The smallest y that a logarithmic axis shows below the smallest positive value. */
const LOG_MARGIN = 0.8;

/** Lowest and highest value of a chart, over all its keys; `undefined` when there is no value at all. */
export function extent(rows: readonly ChartRow[], keys: readonly string[]): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    for (const key of keys) {
      const value = row[key];
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low === Infinity ? undefined : [low, high];
}

/** A linear axis: it holds zero, and begins and ends at round numbers, its ticks. */
export function linearTicks(rows: readonly ChartRow[], keys: readonly string[]): number[] {
  const [low, high] = extent(rows, keys) ?? [0, 1];
  const step = niceStep((Math.max(high, 0) - Math.min(low, 0)) / 4);
  const first = Math.floor(Math.min(low, 0) / step + 1e-9);
  const last = Math.ceil(Math.max(high, 0) / step - 1e-9);
  if (first === last) return [0, 1];
  return Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step));
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `size`. */
function niceStep(size: number): number {
  if (size <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= size * (1 - 1e-9)) ?? 10);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** The domain of a logarithmic axis: it ends below the smallest positive value, where zeros are drawn too. */
export function logDomain(rows: readonly ChartRow[], keys: readonly string[]): [number, number] | undefined {
  const positive = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, isPositive(value) ? value : null])),
  ) as unknown as ChartRow[];
  const range = extent(positive, keys);
  if (range === undefined) return undefined;
  const [low, high] = range;
  return [low * LOG_MARGIN, high === low ? high / LOG_MARGIN : high];
}

/** Rows for a logarithmic axis: what is not positive lies on its floor. */
export function clampToFloor(rows: readonly ChartRow[], keys: readonly string[], floor: number): ChartRow[] {
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      keys.map((key) => {
        const value = row[key];
        return [key, value === null || value === undefined ? null : Math.max(value, floor)];
      }),
    ),
  }));
}

/** Positions at which a series has a value but neither neighbour has: a line alone would not show them. */
export function isolatedPoints(rows: readonly ChartRow[], key: string): ReadonlySet<number> {
  const has = (i: number) => isNumber(rows[i]?.[key]);
  return new Set(rows.flatMap((row, i) => (has(i) && !has(i - 1) && !has(i + 1) ? [row.x] : [])));
}

/** Positions at which some value of `keys` was not a number although the row is there. */
export function brokenPoints(rows: readonly ChartRow[], keys: readonly string[]): readonly number[] {
  return rows.filter((row) => keys.some((key) => row[key] === null)).map((row) => row.x);
}

/**
 * The x axis of a training: as long as planned, so that the curve grows into it, unless that is much longer than what has been
 * done.
 */
export function epochDomain(done: number, planned: number | null, ended: boolean): [number, number] {
  const last = Math.max(done, 2);
  if (ended || planned === null || planned > Math.max(40, 4 * last)) return [1, last];
  return [1, Math.max(planned, 2)];
}

/** At most `limit` whole-numbered ticks from `first` to `last`, at round steps, with both ends' neighbourhoods covered. */
export function epochTicks([first, last]: readonly [number, number], limit = 10): number[] {
  const span = last - first;
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000].find((s) => span / s <= limit) ??
    50_000;
  const ticks = [first];
  for (let tick = Math.floor(first / step) * step + step; tick <= last; tick += step) {
    if (tick - first >= step / 2) ticks.push(tick);
  }
  return ticks;
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

function isPositive(value: number | null): value is number {
  return isNumber(value) && value > 0;
}
