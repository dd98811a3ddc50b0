import {
  channelsOf,
  ConvlabError,
  definePlugin,
  soleShape,
  type Layer,
  type LayerCall,
  type LayerResult,
} from '@convlab/core';
import { batchNorm, batchNormInference } from '@convlab/backend/ops/batch-norm';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { affineOf, affineWeights, normalizationFields } from '../_internal/affine.ts';

const config = z.strictObject({
  momentum: z
    .number()
    .min(0)
    .lt(1)
    .default(0.9)
    .meta({
      title: 'Momentum',
      description:
        'Share of the running statistics that each batch keeps. PyTorch calls 1 − momentum by this name.',
      ui: { advanced: true },
    }),
  runningVariance: z
    .enum(['unbiased', 'biased'])
    .default('unbiased')
    .meta({
      title: 'Running variance',
      description: 'unbiased: divided by n − 1, as PyTorch; biased: divided by n, as Keras.',
      ui: { advanced: true },
    }),
  ...normalizationFields,
});

type BatchOptions = z.output<typeof config>;

/**
 * Batch normalization.
 *
 * training:  y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta, E and Var over all axes but the last
 *            movingMean     <- momentum * movingMean + (1 - momentum) * E[x]
 *            movingVariance <- momentum * movingVariance + (1 - momentum) * Var[x] * (n / (n - 1) when unbiased)
 * inference: y = (x - movingMean) / sqrt(movingVariance + epsilon) * gamma + beta
 *
 * Shapes: x [N, ..., C] -> [N, ..., C]; gamma, beta, movingMean, movingVariance [C]; n = N · H · W
 * Mode: training uses the batch’s statistics, inference the running ones. Randomness: none. Memory: 2 C weights, 2 C statistics.
 *
 * Deviation: momentum is 0.9 and epsilon 1e-5, as in PyTorch; Keras has 0.99 and 1e-3. For Keras’s choices give
 * `momentum: 0.99, epsilon: 1e-3, runningVariance: 'biased'`.
 *
 * In training, a batch with one value per channel throws E_SHAPE_BATCH: it has no variance.
 *
 * @see Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2.
 */
export const batch = definePlugin({
  kind: 'normalization',
  id: 'convlab/batch',
  version: 1,
  title: 'Batch normalization',
  summary: 'Normalizes each channel over the batch.',
  formula: 'y = (x - E[x]) / sqrt(Var[x] + epsilon) * gamma + beta',
  traits: ['batch-statistics', 'mode-dependent'],
  references: ['Ioffe & Szegedy, Batch normalization, ICML 2015'],
  config,
  create: (options): Layer => ({
    outputShape: soleShape,
    weights: (inputs) => affineWeights(options, [channelsOf(inputs)]),
    state: (inputs) => ({
      movingMean: { shape: [channelsOf(inputs)], initialValue: 0 },
      movingVariance: { shape: [channelsOf(inputs)], initialValue: 1 },
    }),
    apply: (call) => (call.training ? applyToBatch(call, options) : applyRunning(call, options)),
    averages: { axes: ['N', 'H', 'W'] },
  }),
});

function applyToBatch(call: LayerCall, options: BatchOptions): LayerResult {
  const [x] = call.inputs;
  const channels = x.shape.at(-1) ?? 1;
  const count = x.size / channels;
  requireVariance(count, x.shape);
  const [output, movingMean, movingVariance] = tf.tidy<[tf.Tensor, tf.Tensor, tf.Tensor]>(() => {
    const { y, mean, variance } = batchNorm(x, { ...affineOf(call), epsilon: options.epsilon });
    const factor = options.runningVariance === 'unbiased' ? count / (count - 1) : 1;
    return [
      y,
      blend(call, 'movingMean', mean, options.momentum),
      blend(call, 'movingVariance', tf.mul(variance, factor), options.momentum),
    ];
  });
  return { output, state: { movingMean, movingVariance } };
}

function blend(call: LayerCall, name: string, value: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(call.state[name] as tf.Tensor, momentum), tf.mul(value, 1 - momentum));
}

function applyRunning(call: LayerCall, { epsilon }: BatchOptions): LayerResult {
  const mean = call.state['movingMean'] as tf.Tensor1D;
  const variance = call.state['movingVariance'] as tf.Tensor1D;
  return { output: batchNormInference(call.inputs[0], { mean, variance, ...affineOf(call), epsilon }) };
}

function requireVariance(count: number, shape: readonly number[]): void {
  if (count > 1) return;
  throw new ConvlabError({
    code: 'E_SHAPE_BATCH',
    message: 'Batch normalization has one value per channel to train on, which has no variance',
    received: shape,
    expected: 'a batch with N · H · W of at least 2',
    hint: 'Use a larger batch, or a batch size that does not leave a rest of one example; or layer or group normalization.',
  });
}
