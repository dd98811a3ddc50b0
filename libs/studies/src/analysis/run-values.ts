import type { StudyRun } from '@convlab/core';
import type { RunValue } from './runs.ts';

/* What a network that failed to train is worth: as much as guessing one of ten classes, which all studies have. */
const GUESSING = 0.9;

type Row = StudyRun['rows'][number];

/** The row of the last epoch. */
const lastRow = ({ rows }: StudyRun): Row | undefined => rows.at(-1);

/** The row of the best epoch by the monitored metric. */
const bestRow = ({ rows, bestEpoch }: StudyRun): Row | undefined =>
  bestEpoch === null ? undefined : rows[bestEpoch - 1];

function errorIn(row: Row | undefined, part: 'validation' | 'trainEval'): number {
  const accuracy = row?.[`${part}/accuracy`];
  return typeof accuracy === 'number' ? 1 - accuracy : GUESSING;
}

/** Validation error after the last epoch, from 0 to 1; a training that failed counts as guessing. */
export const finalError: RunValue = (run) =>
  run.status === 'failed' ? GUESSING : errorIn(lastRow(run), 'validation');

/** Validation error at the best epoch, from 0 to 1; a training that failed counts as guessing. */
export const bestError: RunValue = (run) =>
  run.status === 'failed' ? GUESSING : errorIn(bestRow(run), 'validation');

/** Error on training examples in inference mode after the last epoch, from 0 to 1; a training that failed counts as guessing. */
export const trainError: RunValue = (run) =>
  run.status === 'failed' ? GUESSING : errorIn(lastRow(run), 'trainEval');

/** Loss on training examples in inference mode after the last epoch; `null` when it is no number. */
export const trainLoss: RunValue = (run) => lastRow(run)?.['trainEval/loss'] ?? null;

/** How much the validation error exceeds the training error after the last epoch; `null` for a training that failed. */
export const gap: RunValue = (run) => {
  if (run.status === 'failed') return null;
  return errorIn(lastRow(run), 'validation') - errorIn(lastRow(run), 'trainEval');
};

/** Trainable weights. */
export const numWeights: RunValue = ({ numWeights: number }) => number;

/** Epochs that were trained. */
export const numEpochs: RunValue = ({ rows }) => rows.length;

/** Updates of the weights until the end. */
export const numUpdates: RunValue = ({ rows, stepsPerEpoch }) =>
  stepsPerEpoch === null ? null : rows.length * stepsPerEpoch;

/** Wall time of the first epochs in seconds, evaluation included; `null` for fewer or none. To be shown, never judged. */
export function secondsUntil({ epochMs }: StudyRun, epochs: number): number | null {
  if (epochs < 1 || epochMs.length < epochs) return null;
  return epochMs.slice(0, epochs).reduce((sum, ms) => sum + ms, 0) / 1000;
}

/** The first epoch, from 1, whose error on training examples is at most `error`; `null` when there is none. */
function epochOf({ rows }: StudyRun, error: number): number | null {
  const at = rows.findIndex((row) => errorIn(row, 'trainEval') <= error);
  return at === -1 ? null : at + 1;
}

/** Training images seen until the error on training examples is at most `error`, to the end of that epoch; `null` when it never is. */
export const imagesUntil =
  (error: number): RunValue =>
  (run) => {
    const epoch = epochOf(run, error);
    return epoch === null || run.numExamples === null ? null : epoch * run.numExamples.train;
  };

/** Wall time in seconds until then; `null` when it never is. To be shown, never judged. */
export const secondsTo =
  (error: number): RunValue =>
  (run) => {
    const epoch = epochOf(run, error);
    return epoch === null ? null : secondsUntil(run, epoch);
  };

/** The difference of two values; `null` when one is missing. */
export function minus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** The mean of some values, the missing left out; `null` without any. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
