import type { NumberFacts } from './schema.ts';

/** The ends of a slider and its scale. */
export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
}

/* A logarithmic slider without bounds of its own reaches so far around the default. */
const DECADES_AROUND = 1e3;

/** A value as text to edit; what is no number, as it was typed. */
export function numberText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** What was typed: a number, nothing, or the text itself for the server to refuse. */
export function parseNumber(text: string): number | string | undefined {
  const trimmed = text.trim().replace('−', '-');
  if (trimmed === '') return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : text;
}

/** The slider for a number, if one makes sense. */
export function sliderRange(
  { min, max, integer, log }: NumberFacts,
  initial: unknown,
): SliderRange | undefined {
  if (log) return logRange(min, max, initial);
  if (min === undefined || max === undefined) return undefined;
  return !integer && max - min <= 1 ? { min, max, scale: 'linear' } : undefined;
}

function logRange(
  min: number | undefined,
  max: number | undefined,
  initial: unknown,
): SliderRange | undefined {
  const centre = typeof initial === 'number' && initial > 0 ? initial : undefined;
  const low = min !== undefined && min > 0 ? min : centre === undefined ? undefined : centre / DECADES_AROUND;
  const high = max ?? (centre === undefined ? undefined : centre * DECADES_AROUND);
  return low === undefined || high === undefined || low >= high
    ? undefined
    : { min: low, max: high, scale: 'log' };
}

/** Where on a slider from 0 to 1 a value lies; outside it, at the nearer end. */
export function toPosition(value: number, { min, max, scale }: SliderRange): number {
  const fraction =
    scale === 'log'
      ? Math.log(Math.max(value, min) / min) / Math.log(max / min)
      : (value - min) / (max - min);
  return Math.min(Math.max(fraction, 0), 1);
}

/** The next whole number up or down; it stays within the bounds. */
export function stepped(
  value: unknown,
  by: 1 | -1,
  { min = -Infinity, max = Infinity }: NumberFacts,
): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(Math.max(Math.round(value) + by, min), max)
    : undefined;
}

/** The value at a position, at two significant digits. */
export function fromPosition(position: number, { min, max, scale }: SliderRange): number {
  const value = scale === 'log' ? min * (max / min) ** position : min + position * (max - min);
  return Number(value.toPrecision(2));
}
