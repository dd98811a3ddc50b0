import * as tf from '@tensorflow/tfjs';
import { runOptimizer, type DonateOptions } from '../../_internal/ops/optimizer.ts';

/** Options of {@link adamStep}. */
export interface AdamStepOptions extends DonateOptions {
  /** Number of this update, from 1. */
  step: number;
  /** Decay of the first moment. */
  beta1: number;
  /** Decay of the second moment. */
  beta2: number;
  /** Added to the root of the second moment. */
  epsilon: number;
}

/** Adam's state, one tensor per weight in each list. */
export interface AdamMoments {
  first: readonly tf.Tensor[];
  second: readonly tf.Tensor[];
  /** Largest second moments so far: with them it is AMSGrad. */
  largest?: readonly tf.Tensor[];
}

/** What {@link adamStep} gives; the caller owns the tensors. */
export interface AdamStepResult {
  updates: tf.Tensor[];
  moments: { first: tf.Tensor[]; second: tf.Tensor[]; largest?: tf.Tensor[] };
}

/**
 * Adam's directions of all weights in one call.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon); with `largest`, v is the largest v so far
 *
 * Shapes: each moment and update as its gradient.
 * @throws {BackendError} E_OP_STATE when gradients and moments differ in number or shape
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; Reddi et al., "On the convergence of
 * Adam and beyond", ICLR 2018, algorithm 2. Deviation: AMSGrad corrects the bias, as PyTorch does.
 */
export function adamStep(
  gradients: readonly tf.Tensor[],
  moments: AdamMoments,
  { step, beta1, beta2, epsilon, donate = false }: AdamStepOptions,
): AdamStepResult {
  const { first, second, largest } = moments;
  const scale = 1 / (1 - beta1 ** step);
  const root = 1 / Math.sqrt(1 - beta2 ** step);
  const columns = { g: gradients, m: first, v: second, ...(largest ? { largest } : {}) };
  const attrs = { beta1, beta2, epsilon, amsgrad: largest !== undefined, scale, root, donate };
  const native = runOptimizer('ConvlabAdamStep', columns, attrs);
  if (native) return resultOf(native, largest !== undefined);
  const steps = gradients.map((g, i) =>
    tf.tidy(() => {
      const m = decayed(first[i] as tf.Tensor, g, beta1);
      const v = decayed(second[i] as tf.Tensor, tf.square(g), beta2);
      const most = largest ? [tf.maximum(v, largest[i] as tf.Tensor)] : [];
      const deviation = tf.add(tf.mul(tf.sqrt(most[0] ?? v), root), epsilon);
      return [tf.div(tf.mul(m, scale), deviation), m, v, ...most];
    }),
  );
  const column = (k: number): tf.Tensor[] => steps.map((tensors) => tensors[k] as tf.Tensor);
  return resultOf([0, 1, 2, 3].map(column), largest !== undefined);
}

function resultOf(
  [updates = [], first = [], second = [], largest = []]: tf.Tensor[][],
  amsgrad: boolean,
): AdamStepResult {
  return { updates, moments: { first, second, ...(amsgrad ? { largest } : {}) } };
}

/** A moving average after one more value: decay · average + (1 - decay) · value. */
function decayed(average: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor {
  return tf.add(tf.mul(average, decay), tf.mul(value, 1 - decay));
}
