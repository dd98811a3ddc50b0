import type { Loss } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { requireSameShape } from './check-targets.ts';

/** A regression loss: the mean over all elements of a function of the error outputs − targets. */
export function regressionLoss(ofError: (error: tf.Tensor) => tf.Tensor): Loss {
  return {
    tasks: ['regression'],
    loss: (outputs, targets) => {
      requireSameShape(outputs, targets);
      return tf.tidy(() => tf.mean(ofError(tf.sub(outputs, targets))));
    },
    predictions: (outputs) => outputs.clone(),
  };
}

/** |x| whose derivative at 0 is 0; tfjs's own is −1 there. */
export function absolute(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.sign(x));
}
