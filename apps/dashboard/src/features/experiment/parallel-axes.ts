import type { Domain } from '@convlab/core';
import type { TrialResult } from '@convlab/experiments';
import { settingText } from './result.ts';

/** One axis of parallel coordinates: places run from 0, at the bottom, to 1. */
export interface ParallelAxis {
  readonly key: string;
  readonly label: string;
  /** What stands at its ends, or at each of its choices. */
  readonly ticks: readonly { readonly place: number; readonly text: string }[];
  /** `undefined` where the trial has no such value. */
  readonly placeOf: (trial: TrialResult) => number | undefined;
}

/** The axis of a parameter: logarithmic where its domain is, one place for each choice. */
export function parameterAxis(path: string, label: string, domain: Domain): ParallelAxis {
  if ('choice' in domain) {
    const texts = domain.choice.map((choice) => JSON.stringify(choice));
    const placeAt = (i: number) => (texts.length < 2 ? 0.5 : i / (texts.length - 1));
    return {
      key: path,
      label,
      ticks: domain.choice.map((choice, i) => ({ place: placeAt(i), text: settingText(choice) })),
      placeOf: ({ values }) => {
        const i = path in values ? texts.indexOf(JSON.stringify(values[path])) : -1;
        return i < 0 ? undefined : placeAt(i);
      },
    };
  }
  const log = 'logUniform' in domain;
  const [low, high] = log ? domain.logUniform : 'uniform' in domain ? domain.uniform : domain.integer;
  return numericAxis(path, label, [low, high], log, settingText, ({ values }) => values[path]);
}

/** The axis of what trials came to. */
export function valueAxisOf(
  label: string,
  span: readonly [number, number],
  format: (value: number) => string,
): ParallelAxis {
  return numericAxis('value', label, span, false, format, ({ value }) => value);
}

function numericAxis(
  key: string,
  label: string,
  [low, high]: readonly [number, number],
  log: boolean,
  text: (value: number) => string,
  valueOf: (trial: TrialResult) => unknown,
): ParallelAxis {
  const scale = log ? Math.log : (value: number) => value;
  const width = scale(high) - scale(low);
  return {
    key,
    label,
    ticks: [
      { place: 0, text: text(low) },
      { place: 1, text: text(high) },
    ],
    placeOf: (trial) => {
      const value = valueOf(trial);
      if (typeof value !== 'number') return undefined;
      return width === 0 ? 0.5 : (scale(value) - scale(low)) / width;
    },
  };
}

/** Ranges of places that are kept, by axis. */
export type Brushes = Readonly<Record<string, readonly [number, number]>>;

/** The trials that lie within all ranges. */
export function withinBrushes(
  trials: readonly TrialResult[],
  axes: readonly ParallelAxis[],
  brushes: Brushes,
): TrialResult[] {
  return trials.filter((trial) =>
    axes.every(({ key, placeOf }) => {
      const range = brushes[key];
      if (range === undefined) return true;
      const place = placeOf(trial);
      return place !== undefined && place >= range[0] && place <= range[1];
    }),
  );
}

/** The given share of the judged trials with the least errors, at least one. */
export function bestShare(trials: readonly TrialResult[], percent: number): TrialResult[] {
  const judged = trials
    .filter(({ value }) => typeof value === 'number')
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return judged.slice(0, Math.max(1, Math.ceil((judged.length * percent) / 100)));
}
