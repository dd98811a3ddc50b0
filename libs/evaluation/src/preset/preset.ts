import { accuracy } from '../accuracy/accuracy.ts';
import { logLoss } from '../log-loss/log-loss.ts';
import { meanAbsoluteError } from '../mean-absolute-error/mean-absolute-error.ts';
import { meanSquaredError } from '../mean-squared-error/mean-squared-error.ts';
import { r2 } from '../r2/r2.ts';
import { rootMeanSquaredError } from '../root-mean-squared-error/root-mean-squared-error.ts';
import { topK } from '../top-k/top-k.ts';

/** Every metric of this package, for `createRegistry().use(...metricPreset)`. */
export const metricPreset = [
  accuracy,
  topK,
  logLoss,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  r2,
] as const;
