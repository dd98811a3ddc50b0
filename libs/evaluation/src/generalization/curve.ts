import type { Task } from '@convlab/core';
import type { EpochRow, GeneralizationInput } from './report.ts';

/** A number of every epoch; `null` where it is no number, `undefined` where the run did not measure it. */
export type Series = readonly (number | null | undefined)[];

/** Losses and errors of a run, epoch by epoch. */
export interface Curves {
  readonly trainLoss: Series;
  readonly trainError: Series;
  readonly validationLoss: Series;
  readonly validationError: Series;
  /** Examples behind the training error. */
  readonly numTrain: number;
  /** Whether the training curves were measured while training, as there are no clean ones. */
  readonly approximate: boolean;
  /** Index of the best epoch in the series; -1 when no epoch has a value of the monitored metric. */
  readonly best: number;
}

/** Takes the curves out of a run's rows. */
export function readCurves({ task, rows, numExamples, monitor }: GeneralizationInput): Curves {
  const clean = rows.some((row) => 'trainEval/loss' in row);
  const part = clean ? 'trainEval' : 'train';
  return {
    trainLoss: series(rows, `${part}/loss`),
    trainError: errors(rows, part, task),
    validationLoss: series(rows, 'validation/loss'),
    validationError: errors(rows, 'validation', task),
    numTrain: clean ? numExamples.trainEval : numExamples.train,
    approximate: !clean,
    best: bestIndex(series(rows, monitor.name), monitor.better),
  };
}

function series(rows: readonly EpochRow[], name: string): Series {
  return rows.map((row) => {
    const value = row[name];
    return value === undefined || value === null || Number.isFinite(value) ? value : null;
  });
}

/** Error: wrong decisions as a fraction; for regression the unexplained share of the variance. */
function errors(rows: readonly EpochRow[], part: string, task: Task): Series {
  const metric = task === 'regression' ? 'r2' : 'accuracy';
  return series(rows, `${part}/${metric}`).map((value) => {
    if (typeof value !== 'number') return value;
    // A share of decisions outside [0, 1] is no number that anything follows from.
    return task !== 'regression' && (value < 0 || value > 1) ? null : 1 - value;
  });
}

function bestIndex(values: Series, better: 'higher' | 'lower'): number {
  let best = -1;
  values.forEach((value, i) => {
    if (typeof value !== 'number') return;
    const record = values[best];
    if (typeof record !== 'number' || (better === 'lower' ? value < record : value > record)) best = i;
  });
  return best;
}
