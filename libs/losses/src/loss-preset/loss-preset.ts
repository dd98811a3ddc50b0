import { binaryCrossEntropy } from '../binary-cross-entropy/binary-cross-entropy.ts';
import { huber } from '../huber/huber.ts';
import { meanAbsoluteError } from '../mean-absolute-error/mean-absolute-error.ts';
import { meanSquaredError } from '../mean-squared-error/mean-squared-error.ts';
import { softmaxCrossEntropy } from '../softmax-cross-entropy/softmax-cross-entropy.ts';

/** Every loss of this package, for a registry. */
export const lossPreset = [
  softmaxCrossEntropy,
  binaryCrossEntropy,
  meanSquaredError,
  meanAbsoluteError,
  huber,
] as const;
