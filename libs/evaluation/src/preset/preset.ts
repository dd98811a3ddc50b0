import { accuracy } from '../accuracy/accuracy.ts';
import { averageEnsemble } from '../average/average.ts';
import { brierScore } from '../brier-score/brier-score.ts';
import { expectedCalibrationError } from '../expected-calibration-error/expected-calibration-error.ts';
import { f1 } from '../f1/f1.ts';
import { gainOverTime } from '../gain-over-time/gain-over-time.ts';
import { gridSearch } from '../grid/grid.ts';
import { hyperband } from '../hyperband/hyperband.ts';
import { logLoss } from '../log-loss/log-loss.ts';
import { majorityVote } from '../majority-vote/majority-vote.ts';
import { meanAbsoluteError } from '../mean-absolute-error/mean-absolute-error.ts';
import { meanAbsolutePercentageError } from '../mean-absolute-percentage-error/mean-absolute-percentage-error.ts';
import { meanSquaredError } from '../mean-squared-error/mean-squared-error.ts';
import { prAuc } from '../pr-auc/pr-auc.ts';
import { precision } from '../precision/precision.ts';
import { r2 } from '../r2/r2.ts';
import { randomSearch } from '../random/random.ts';
import { recall } from '../recall/recall.ts';
import { rocAuc } from '../roc-auc/roc-auc.ts';
import { rootMeanSquaredError } from '../root-mean-squared-error/root-mean-squared-error.ts';
import { successiveHalving } from '../successive-halving/successive-halving.ts';
import { topK } from '../top-k/top-k.ts';
import { tpe } from '../tpe/tpe.ts';
import { validationNoise } from '../validation-noise/validation-noise.ts';
import { weightedAverage } from '../weighted-average/weighted-average.ts';

/** Every metric of this package, for `createRegistry().use(...metricPreset)`. */
export const metricPreset = [
  accuracy,
  topK,
  precision,
  recall,
  f1,
  rocAuc,
  prAuc,
  logLoss,
  brierScore,
  expectedCalibrationError,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  r2,
] as const;

/** Every search strategy of this package. */
export const searchPreset = [gridSearch, randomSearch, successiveHalving, hyperband, tpe] as const;

/** Every way to combine networks of this package. */
export const ensemblePreset = [averageEnsemble, weightedAverage, majorityVote] as const;

/** Every panel of this package. */
export const panelPreset = [gainOverTime, validationNoise] as const;
