import { ConvlabError, createRegistry, definePlugin, type Initializer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/* Small, complete plugins: the network library knows no layer by name, so its tests bring their own. */

const normal: Initializer = { init: (shape, _fans, rng) => rng.normal(shape.reduce((a, b) => a * b, 1)) };

const affine = definePlugin({
  kind: 'layer',
  id: 'test/affine',
  version: 1,
  title: 'Affine map',
  summary: 'x W + b.',
  config: z.strictObject({ units: z.int().min(1) }),
  create: ({ units }) => ({
    outputShape: ([shape]) => {
      if (shape?.length === 1) return [units];
      throw new ConvlabError({
        code: 'E_SHAPE_RANK',
        message: 'The input is not flat',
        received: shape,
        expected: '[C]',
      });
    },
    weights: ([shape]) => ({
      kernel: {
        shape: [shape?.[0] ?? 0, units],
        role: 'kernel',
        initializer: normal,
        fanIn: shape?.[0] ?? 0,
        fanOut: units,
      },
      bias: { shape: [units], role: 'bias', initializer: normal, fanIn: 1, fanOut: 1 },
    }),
    apply: ({ inputs: [x], weights: { kernel, bias } }) => ({
      output: tf.tidy(() => tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias as tf.Tensor)),
    }),
  }),
});

const sum = definePlugin({
  kind: 'layer',
  id: 'test/sum',
  version: 1,
  title: 'Sum',
  summary: 'Adds its inputs.',
  config: z.strictObject({}),
  create: () => ({
    numInputs: { min: 2, max: 4 },
    outputShape: ([shape]) => shape ?? [],
    apply: ({ inputs }) => ({ output: tf.addN([...inputs]) }),
  }),
});

const noise = definePlugin({
  kind: 'layer',
  id: 'test/noise',
  version: 1,
  title: 'Noise',
  summary: 'Adds uniform noise in training.',
  traits: ['stochastic', 'mode-dependent'],
  config: z.strictObject({}),
  create: () => ({
    outputShape: ([shape]) => shape ?? [],
    apply: ({ inputs: [x], training, rng }) => ({
      output: training ? tf.tidy(() => tf.add(x, tf.tensor(rng.uniform(x.size), x.shape))) : x,
    }),
  }),
});

const counter = definePlugin({
  kind: 'normalization',
  id: 'test/counter',
  version: 1,
  title: 'Counter',
  summary: 'Counts the batches it has seen.',
  config: z.strictObject({}),
  create: () => ({
    outputShape: ([shape]) => shape ?? [],
    state: () => ({ batches: { shape: [], initialValue: 0 } }),
    apply: ({ inputs: [x], state: { batches }, training }) => ({
      output: tf.clone(x),
      ...(training ? { state: { batches: tf.add(batches as tf.Tensor, 1) } } : {}),
    }),
  }),
});

/** A registry of the plugins above. */
export const registry = createRegistry().use(affine, sum, noise, counter);
