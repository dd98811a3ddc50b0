import type { ExperimentResult } from '@convlab/experiments';
import type { ApiInputs, ApiOutputs } from '../../client/api.ts';
import {
  formatLoss,
  formatPoints,
  formatPointsTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';

type SetRef = ApiInputs['data']['examples']['set'];

/** What the page of an experiment knows. */
export type ExperimentData = ApiOutputs['experiments']['get'];

/** One of its runs, as lists show it. */
export type ExperimentRun = ExperimentData['runs'][number];

/** How values of a metric read. */
export type Format = (value: number | null | undefined) => string;

/** A stored result, if it is one of a version that this page knows. */
export function readResult(stored: unknown): ExperimentResult | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  return 'version' in stored && stored.version === 1 && 'progress' in stored
    ? (stored as ExperimentResult)
    : undefined;
}

/* Metrics that are shares of one; others read as plain numbers. */
const SHARES = /(accuracy|precision|recall|f1|auc|top-\d+)$/;

/** How a metric, or what it lacks to its best value, is written. */
export function formatOf(metric: string): Format {
  return SHARES.test(metric) ? shareText : formatLoss;
}

const shareText: Format = (value) => formatShare(value);

/** Whether a format writes shares of one. */
export function isShare(format: Format): boolean {
  return format === shareText;
}

/** How ticks of an axis of such values are written: as short as they can be. */
export function tickFormatOf(format: Format): (value: number) => string {
  if (format === formatPoints) return formatPointsTick;
  return isShare(format) ? formatShareTick : settingText;
}

/** The metric that tells most of some: accuracy where it was measured, else the objective, else the loss. */
export function tellingMetric(names: readonly string[], objective: string | undefined): string | undefined {
  return [names.find((name) => name === 'validation/accuracy'), objective, 'validation/loss'].find(
    (name) => name !== undefined && names.includes(name),
  );
}

/** A value of a setting as people read it. */
export function settingText(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(3)));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Settings as `learningRate 0.01, batchSize 32`: the last part of each path is enough to tell them apart in most cases. */
export function settingsText(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([path, value]) => `${shortPath(path)} ${settingText(value)}`)
    .join(', ');
}

/** The last part of a path that says something. */
export function shortPath(path: string): string {
  const parts = path.split('.');
  return parts.findLast((part) => !/^\d+$/.test(part)) ?? path;
}

/** The data set of a specification, as a reference; `null` where it names none. */
export function setOf(spec: unknown): SetRef | null {
  return (spec as { data?: { set?: SetRef } } | null)?.data?.set ?? null;
}
