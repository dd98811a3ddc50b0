/** What stands in for a value that does not exist. */
export const MISSING = '–';

/** A number's digits with the sign of subtraction in place of the hyphen, and none before zero: `−0.12`, `3.2e-5`. */
export function withMinus(digits: string): string {
  if (!digits.startsWith('-')) return digits;
  return Number.parseFloat(digits) === 0 ? digits.slice(1) : `−${digits.slice(1)}`;
}

/** A loss with four significant digits: `0.1234`, `12.34`, `1.234e-7`. */
export function formatLoss(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  if (value === 0) return '0';
  const size = Math.abs(value);
  return withMinus(size < 1e-4 || size >= 1e5 ? value.toExponential(3) : value.toPrecision(4));
}

/** A loss beside an axis, short: 0.35. */
export function formatLossTick(loss: number): string {
  return withMinus(String(Number(loss.toPrecision(2))));
}

/** A share as a percentage with two digits: `94.21 %`. */
export function formatShare(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? MISSING : `${withMinus((100 * value).toFixed(digits))} %`;
}

/** A share beside an axis, as short as it can be: `33 %`, `33.5 %`, `0.04 %`. */
export function formatShareTick(share: number): string {
  return `${withMinus(String(Number((100 * share).toPrecision(3))))} %`;
}

/** Percentage points beside an axis: `−2.5`. */
export function formatPointsTick(points: number): string {
  return withMinus(String(Number((100 * points).toPrecision(3))));
}

/** A difference of shares in percentage points, with its sign unless it is a size: `+7.7 points`. */
export function formatPoints(value: number | null | undefined, signed = true): string {
  if (value === null || value === undefined) return MISSING;
  const text = Math.abs(100 * value).toFixed(1);
  const sign = value < 0 && text !== '0.0' ? '−' : signed && text !== '0.0' ? '+' : '';
  return `${sign}${text} points`;
}

/** A learning rate, short and exact: `0.001`, `3.2e-5`. */
export function formatRate(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  const rounded = Number(value.toPrecision(3));
  return withMinus(Math.abs(rounded) < 1e-3 && rounded !== 0 ? rounded.toExponential() : String(rounded));
}

/** A count in groups of three: `61,706`. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function inByteUnits(bytes: number): [number, (typeof BYTE_UNITS)[number]] {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), BYTE_UNITS.length - 1);
  return [bytes / 1024 ** power, BYTE_UNITS[power] ?? 'B'];
}

/** A number of bytes in binary units: `1.50 MiB`. */
export function formatBytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  const [scaled, unit] = inByteUnits(value);
  const digits = unit === 'B' || scaled >= 999.5 ? String(Math.round(scaled)) : scaled.toPrecision(3);
  return `${digits} ${unit}`;
}

/** A number of bytes on an axis: `512 MiB`, `1.5 GiB`. Its space does not break, as there is no room for two lines. */
export function formatBytesTick(bytes: number): string {
  const [scaled, unit] = inByteUnits(bytes);
  return `${Number(scaled.toPrecision(3))}\u00a0${unit}`;
}

/** A duration in its two largest units: `0.8 s`, `12 s`, `1 m 12 s`, `3 h 5 m`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return MISSING;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago something happened, for lists: `just now`, `5 m ago`, `3 h ago`, then the date. */
export function formatAgo(time: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - time.getTime()) / 1000);
  if (seconds < 45) return 'just now';
  if (seconds < 3570) return `${Math.round(seconds / 60)} m ago`;
  if (seconds < 84_600) return `${Math.round(seconds / 3600)} h ago`;
  return time.toISOString().slice(0, 10);
}

/** A moment in local time for tooltips and details. */
export function formatMoment(time: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

/** A time of today: `14:05:30`. */
export function formatClock(time: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(time);
}
