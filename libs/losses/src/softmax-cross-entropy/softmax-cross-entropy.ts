import { ConvlabError, definePlugin, type Loss } from '@convlab/core';
import { softmaxCrossEntropy as crossEntropyOf } from '@convlab/backend/ops/softmax-cross-entropy';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { requireClassTargets } from '../_internal/check-targets.ts';

const config = z.strictObject({
  labelSmoothing: z.number().min(0).lt(1).default(0).meta({
    title: 'Label smoothing',
    description: 'Share of each target that is spread evenly over all classes while training.',
  }),
  classWeights: z
    .array(z.number().min(0))
    .min(2)
    .readonly()
    .optional()
    .meta({
      title: 'Class weights',
      description: 'Factor of each class’s examples while training, in the order of the classes.',
      ui: { advanced: true },
    }),
});

/**
 * Softmax cross-entropy from logits.
 *
 * loss = Σ_n classWeights[t_n] · Σ_c q_nc · -log softmax(logits_n)_c / N
 * q_nc = (1 - labelSmoothing) · [c = t_n] + labelSmoothing / C
 *
 * log softmax(z)_c = z_c - max z - log Σ_k exp(z_k - max z), so logits of ±1e4 neither overflow nor give NaN. In nats.
 * Reduction: the sum over examples divided by their number N, also with class weights, so that batches can be averaged.
 * Smoothing and weights act in training only: a measured loss is the plain cross-entropy.
 *
 * Shapes: logits [N, C], targets [N] int32 or probabilities q [N, C] (as mixed examples have) -> scalar
 *
 * Targets of another shape throw E_SHAPE_TARGETS, class weights of another number E_LOSS_CLASS_WEIGHTS.
 *
 * Deviation: PyTorch divides by the sum of the examples’ weights instead of N.
 *
 * @see Szegedy et al., "Rethinking the Inception architecture", CVPR 2016, §7 (label smoothing).
 */
export const softmaxCrossEntropy = definePlugin({
  kind: 'loss',
  id: 'convlab/softmax-cross-entropy',
  version: 1,
  title: 'Softmax cross-entropy',
  summary: 'For one class out of several.',
  formula: 'loss = mean_n sum_c q[n, c] * -log softmax(logits[n])[c]',
  references: ['Szegedy et al., Rethinking the Inception architecture for computer vision, CVPR 2016'],
  config,
  create: ({ labelSmoothing, classWeights }): Loss => ({
    tasks: ['classification'],
    loss: (logits, targets, { training }) => {
      requireClassTargets(logits, targets);
      requireClassWeights(classWeights, logits.shape[1] ?? 0);
      return tf.tidy(() => {
        const labels = targets.rank === 1 ? targets.toInt() : targets;
        const losses = crossEntropyOf(logits as tf.Tensor2D, labels, {
          labelSmoothing: training ? labelSmoothing : 0,
        });
        if (!training || classWeights === undefined) return tf.mean(losses);
        return tf.mean(tf.mul(losses, exampleWeights(labels, tf.tensor1d([...classWeights]))));
      });
    },
    predictions: (logits) => tf.softmax(logits),
  }),
});

/** Each example's weight: that of its class, or of its classes by their shares. */
function exampleWeights(labels: tf.Tensor, classWeights: tf.Tensor1D): tf.Tensor {
  if (labels.rank === 1) return tf.gather(classWeights, labels);
  return tf.sum(tf.mul(labels, classWeights), 1);
}

function requireClassWeights(weights: readonly number[] | undefined, classes: number): void {
  if (weights === undefined || weights.length === classes) return;
  throw new ConvlabError({
    code: 'E_LOSS_CLASS_WEIGHTS',
    message: `There are ${weights.length} class weights for ${classes} classes`,
    received: weights,
    expected: `${classes} numbers, one for each class`,
  });
}
