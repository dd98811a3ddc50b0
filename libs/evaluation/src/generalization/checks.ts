import { mannKendallP, theilSenSlope } from '../trend/trend.ts';
import { standardError } from '../standard-error/standard-error.ts';
import type { Curves, Series } from './curve.ts';
import { percent, points } from './format.ts';
import type { CheckId, Evidence, GeneralizationInput, GeneralizationThresholds } from './report.ts';

/** The numbers of the best epoch, for a run that has them. */
export interface BestEpoch {
  /** From 1. */
  readonly epoch: number;
  readonly trainError: number;
  readonly validationError: number;
  readonly trainSE: number;
  readonly validationSE: number;
  readonly gap: number;
  readonly gapSE: number;
  /** Error of the best guess that ignores the input; `null` when unknown. */
  readonly chance: number | null;
}

/** What every check gets. */
export interface CheckContext {
  readonly input: GeneralizationInput;
  readonly curves: Curves;
  readonly thresholds: GeneralizationThresholds;
}

/** The numbers of the best epoch; `undefined` when the run lacks them. */
export function readBest({ input, curves }: CheckContext): BestEpoch | undefined {
  const trainError = curves.trainError[curves.best];
  const validationError = curves.validationError[curves.best];
  if (typeof trainError !== 'number' || typeof validationError !== 'number') return undefined;
  if (curves.numTrain < 1 || input.numExamples.validation < 1) return undefined;
  const trainSE = standardError(trainError, curves.numTrain, input.task);
  const validationSE = standardError(validationError, input.numExamples.validation, input.task);
  return {
    epoch: curves.best + 1,
    trainError,
    validationError,
    trainSE,
    validationSE,
    gap: validationError - trainError,
    gapSE: Math.hypot(trainSE, validationSE),
    chance: chanceError(input),
  };
}

/** Guessing the most frequent class errs on all others; guessing the mean explains none of the variance. */
function chanceError({ task, majorityShare }: GeneralizationInput): number | null {
  if (task === 'regression') return 1;
  return majorityShare === null ? null : 1 - majorityShare;
}

/** Whether the record suffices for a judgement: finite, measured, enough examples and epochs, no duplicates. */
export function dataChecks(context: CheckContext): Evidence[] {
  return [
    finiteCheck(context),
    measuredCheck(context),
    examplesCheck(context),
    duplicatesCheck(context),
    epochsCheck(context),
  ];
}

function finiteCheck({ curves }: CheckContext): Evidence {
  const all = [curves.trainLoss, curves.trainError, curves.validationLoss, curves.validationError];
  const length = curves.trainLoss.length;
  const broken = Array.from({ length }, (_, i) => all.some((values) => values[i] === null));
  const first = broken.indexOf(true);
  return {
    id: 'finite',
    question: 'Is every loss and error a number?',
    value: broken.filter(Boolean).length,
    noise: null,
    threshold: 0,
    unit: 'epochs',
    outcome: first === -1 ? 'pass' : 'fail',
    ...(first === -1 ? {} : { epoch: first + 1 }),
    explanation:
      first === -1
        ? 'No loss or error overflowed.'
        : `A loss or error of epoch ${first + 1} is not a finite number.`,
  };
}

function measuredCheck({ input, curves }: CheckContext): Evidence {
  const metric = input.task === 'regression' ? 'r2' : 'accuracy';
  const missing = [
    ...(isMeasured(curves.trainError) ? [] : [`trainEval/${metric}`]),
    ...(isMeasured(curves.validationError) ? [] : [`validation/${metric}`]),
    ...(curves.best === -1 ? [input.monitor.name] : []),
  ];
  return {
    id: 'measured',
    question: 'Were training and validation error measured?',
    value: input.rows.length,
    noise: null,
    threshold: 1,
    unit: 'epochs',
    outcome: missing.length === 0 ? 'pass' : 'fail',
    explanation:
      input.rows.length === 0
        ? 'No epoch is finished.'
        : missing.length === 0
          ? 'Both are recorded.'
          : `The run has no value of ${missing.join(' and ')}.`,
  };
}

function isMeasured(values: Series): boolean {
  return values.some((value) => value !== undefined);
}

function examplesCheck({ input, thresholds }: CheckContext): Evidence {
  const count = input.numExamples.validation;
  const enough = count >= thresholds.minValidationExamples;
  return {
    id: 'enough-examples',
    question: 'Are there enough validation examples?',
    value: count,
    noise: null,
    threshold: thresholds.minValidationExamples,
    unit: 'examples',
    outcome: enough ? 'pass' : 'fail',
    explanation: `The validation part has ${count} examples; at least ${thresholds.minValidationExamples} are needed.`,
  };
}

function duplicatesCheck({ input }: CheckContext): Evidence {
  const { numDuplicates } = input;
  const row = {
    id: 'no-duplicates',
    question: 'Is no example in two parts?',
    noise: null,
    unit: 'examples',
  } as const;
  if (numDuplicates === undefined) return skipped(row, 'Duplicates were not looked for.');
  return {
    ...row,
    value: numDuplicates,
    threshold: 0,
    outcome: numDuplicates === 0 ? 'pass' : 'fail',
    explanation: `${numDuplicates} examples stand in more than one part of the split.`,
  };
}

function epochsCheck({ input, thresholds }: CheckContext): Evidence {
  const count = input.rows.length;
  return {
    id: 'enough-epochs',
    question: 'Are there enough epochs to see a trend?',
    value: count,
    noise: null,
    threshold: thresholds.minEpochs,
    unit: 'epochs',
    outcome: count >= thresholds.minEpochs ? 'pass' : 'fail',
    explanation: `${count} ${count === 1 ? 'epoch is' : 'epochs are'} finished; at least ${thresholds.minEpochs} show a trend.`,
  };
}

/** Whether anything was learned: better than chance, and a loss that fell. */
export function learnedChecks(context: CheckContext, best: BestEpoch): Evidence[] {
  return [chanceCheck(context, best), lossFellCheck(context, best)];
}

function chanceCheck({ thresholds }: CheckContext, best: BestEpoch): Evidence {
  const { chance, trainError, trainSE, epoch } = best;
  const row = {
    id: 'beats-chance',
    question: 'Is the training error below chance?',
    unit: 'percent',
  } as const;
  if (chance === null)
    return skipped({ ...row, noise: null }, 'The share of the most frequent class is unknown.');
  const noise = thresholds.standardErrors * trainSE;
  const failed = trainError >= chance - noise;
  return {
    ...row,
    value: trainError,
    noise,
    threshold: chance,
    outcome: failed ? 'fail' : 'pass',
    epoch,
    explanation: `Ignoring the input errs on ${percent(chance)}; the training error is ${percent(trainError)}.`,
  };
}

/* A run that converged within its first epoch has a flat loss as well, so the loss counts only while the error is high. */
function lossFellCheck({ curves, thresholds }: CheckContext, { chance, trainError }: BestEpoch): Evidence {
  const first = curves.trainLoss[0];
  const last = curves.trainLoss.at(-1);
  const row = {
    id: 'loss-fell',
    question: 'Did the training loss fall?',
    noise: null,
    unit: 'loss',
  } as const;
  if (typeof first !== 'number' || typeof last !== 'number')
    return skipped(row, 'The training loss was not recorded.');
  const converged = chance !== null && trainError <= thresholds.shareOfChance * chance;
  return {
    ...row,
    value: last,
    threshold: first,
    outcome: last >= first && !converged ? 'fail' : 'pass',
    fromEpoch: 1,
    epoch: curves.trainLoss.length,
    explanation: `The training loss went from ${first.toPrecision(4)} to ${last.toPrecision(4)}${last >= first && converged ? '; it was low from the first epoch on' : ''}.`,
  };
}

/**
 * Whether the run was long enough. It was not when both losses still fall at its end and nothing stopped it early: both checks
 * then fail. A loss that falls alone is no reason to go on, and its row says so.
 */
export function trendChecks(context: CheckContext): Evidence[] {
  const { curves, input } = context;
  const training = readTrend(context, curves.trainLoss);
  const validation = readTrend(context, curves.validationLoss);
  const both = training?.falling === true && validation?.falling === true;
  const verdict = { tooShort: both && !input.earlyStopped, both, threshold: context.thresholds.relevantFall };
  return [
    trendCheck('training-trend', 'Was it long enough, by the training loss?', training, verdict),
    trendCheck('validation-trend', 'Was it long enough, by the validation loss?', validation, verdict),
  ];
}

/** The trend of a loss over the last epochs. */
interface Trend {
  /** What it would lose over as many epochs more, relative to it. */
  readonly fall: number;
  readonly p: number;
  readonly numEpochs: number;
  readonly lastEpoch: number;
  /** Whether the fall is no chance, and worth the time. */
  readonly falling: boolean;
}

function readTrend({ thresholds }: CheckContext, values: Series): Trend | undefined {
  const length = Math.max(thresholds.trendEpochs, Math.ceil(thresholds.trendShare * values.length));
  const window = values.slice(-length).filter((value) => typeof value === 'number');
  const level = window.at(-1);
  if (level === undefined || window.length < thresholds.minEpochs) return undefined;
  const p = mannKendallP(window);
  // A loss of exactly 0 cannot fall any further.
  const fall = level === 0 ? 0 : (-theilSenSlope(window) * window.length) / Math.abs(level);
  const falling = p < thresholds.trendP && fall > thresholds.relevantFall;
  return { fall, p, numEpochs: window.length, lastEpoch: values.length, falling };
}

function trendCheck(
  id: CheckId,
  question: string,
  trend: Trend | undefined,
  verdict: { readonly tooShort: boolean; readonly both: boolean; readonly threshold: number },
): Evidence {
  const row = { id, question, noise: null, unit: 'relative' } as const;
  if (trend === undefined) return skipped(row, 'There are too few epochs for a trend.');
  const { fall, p, numEpochs, lastEpoch, falling } = trend;
  const direction = fall >= 0 ? 'fall' : 'rise';
  const measured = `At its Theil–Sen slope the loss would ${direction} by ${percent(Math.abs(fall))} over ${numEpochs} more epochs (Mann–Kendall p = ${p.toPrecision(2)})`;
  const besides =
    !falling || verdict.tooShort
      ? '.'
      : verdict.both
        ? '; the run was stopped early all the same.'
        : '; the other loss does not follow it, so that more epochs promise nothing.';
  return {
    ...row,
    value: fall,
    threshold: verdict.threshold,
    outcome: verdict.tooShort ? 'fail' : 'pass',
    fromEpoch: lastEpoch - numEpochs + 1,
    epoch: lastEpoch,
    explanation: `${measured}${besides}`,
  };
}

/** Whether the training part is fitted. */
export function fitCheck({ input, thresholds }: CheckContext, best: BestEpoch): Evidence {
  const { trainError, trainSE, chance, epoch } = best;
  const noise = thresholds.standardErrors * trainSE;
  const row = {
    id: 'fits-training',
    question: 'Does the network fit its training data?',
    unit: 'percent',
  } as const;
  const target = input.target ?? null;
  if (target === null && chance === null)
    return skipped({ ...row, noise: null }, 'Neither target nor chance is known.');
  const limit =
    target === null ? thresholds.shareOfChance * (chance ?? 1) : target + Math.max(noise, thresholds.fit);
  return {
    ...row,
    value: trainError,
    noise,
    threshold: limit,
    outcome: trainError > limit ? 'fail' : 'pass',
    epoch,
    explanation:
      target === null
        ? `No target error is known; above ${percent(limit)}, a part of what chance errs, counts as not fitted.`
        : `The target error is ${percent(target)}, with a margin of ${points(limit - target)}.`,
  };
}

/** Whether validation errs more than training. */
export function gapCheck({ thresholds }: CheckContext, best: BestEpoch): Evidence {
  const noise = thresholds.standardErrors * best.gapSE;
  const limit = Math.max(noise, thresholds.gap);
  return {
    id: 'gap',
    question: 'Does it do as well on data it was not trained on?',
    value: best.gap,
    noise,
    threshold: limit,
    unit: 'points',
    outcome: best.gap > limit ? 'fail' : 'pass',
    epoch: best.epoch,
    explanation: `Validation errs on ${percent(best.validationError)}, training on ${percent(best.trainError)}; up to ${points(limit)} between them may be chance or harmless.`,
  };
}

/** What happened to validation after the best epoch: its loss, and its error. */
export function riseChecks({ curves, thresholds }: CheckContext, best: BestEpoch): [Evidence, Evidence] {
  const place = { fromEpoch: best.epoch, epoch: curves.validationLoss.length };
  return [
    lossRise(curves.validationLoss[curves.best], curves.validationLoss.at(-1), thresholds.rise, place),
    errorRise(best, curves.validationError.at(-1), place),
  ];
}

interface Place {
  readonly fromEpoch: number;
  readonly epoch: number;
}

function lossRise(
  then: number | null | undefined,
  now: number | null | undefined,
  threshold: number,
  place: Place,
): Evidence {
  const row = {
    id: 'loss-rise',
    question: 'Did the validation loss stay down after the best epoch?',
    noise: null,
    unit: 'relative',
  } as const;
  if (typeof then !== 'number' || typeof now !== 'number')
    return skipped(row, 'The validation loss was not recorded.');
  if (then === 0) return skipped(row, 'The validation loss was 0, which a rise cannot be relative to.');
  const rise = (now - then) / Math.abs(then);
  return {
    ...row,
    ...place,
    value: rise,
    threshold,
    outcome: rise > threshold ? 'fail' : 'pass',
    explanation: `From ${then.toPrecision(4)} at epoch ${place.fromEpoch} to ${now.toPrecision(4)} at epoch ${place.epoch}.`,
  };
}

function errorRise(best: BestEpoch, last: number | null | undefined, place: Place): Evidence {
  const row = {
    id: 'error-rise',
    question: 'Did the validation error stay down after the best epoch?',
    unit: 'points',
  } as const;
  if (typeof last !== 'number')
    return skipped({ ...row, noise: null }, 'The validation error was not recorded.');
  const rise = last - best.validationError;
  return {
    ...row,
    ...place,
    value: rise,
    noise: best.validationSE,
    // The same examples are judged twice, so that one standard error is already a cautious limit.
    threshold: best.validationSE,
    outcome: rise > best.validationSE ? 'fail' : 'pass',
    explanation: `From ${percent(best.validationError)} at epoch ${place.fromEpoch} to ${percent(last)} at epoch ${place.epoch}.`,
  };
}

function skipped(row: Pick<Evidence, 'id' | 'question' | 'noise' | 'unit'>, explanation: string): Evidence {
  return { ...row, value: null, threshold: null, outcome: 'skipped', explanation };
}
