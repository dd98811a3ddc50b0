import type { JsonObject, OperationKind, PluginRefObject } from '@convlab/core';

/** How one kind of layer is called and configured on either side. */
export interface LayerPair {
  readonly kind: OperationKind;
  /** Full plugin id. */
  readonly id: string;
  /** Class name of TensorFlow.js. */
  readonly className: string;
  /** Its configuration there, from ours with defaults. Padding of sliding layers is added by the writer. */
  write(config: JsonObject): JsonObject;
  /** Our configuration, from theirs. */
  read(config: JsonObject): Omit<PluginRefObject, 'id'>;
  /** Names of weights and statistics there, in their order, with ours. */
  readonly tensors: readonly (readonly [theirs: string, ours: string])[];
  /** Whether it slides a window and so has padding. */
  readonly slides?: boolean;
}

const none = (): JsonObject => ({});

const pair = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value, value]);

const KERNEL_AND_BIAS = [
  ['kernel', 'kernel'],
  ['bias', 'bias'],
] as const;

const plain = (kind: OperationKind, id: string, className: string): LayerPair => ({
  kind,
  id: `convlab/${id}`,
  className,
  write: none,
  read: none,
  tensors: [],
});

const pool = (id: string, className: string): LayerPair => ({
  ...plain('layer', id, className),
  slides: true,
  write: ({ poolSize, strides }) => ({ pool_size: pair(poolSize), strides: pair(strides ?? poolSize) }),
  read: ({ pool_size, strides, padding }) => ({
    poolSize: pair(pool_size),
    strides: pair(strides ?? pool_size),
    padding,
  }),
});

/** Every layer that both sides have. Where several of one side fit, the first is taken. */
export const LAYER_PAIRS: readonly LayerPair[] = [
  {
    ...plain('layer', 'conv', 'Conv2D'),
    slides: true,
    write: ({ filters, kernelSize, strides, dilationRate, useBias }) => ({
      filters,
      kernel_size: pair(kernelSize),
      strides: pair(strides),
      dilation_rate: pair(dilationRate),
      use_bias: useBias,
    }),
    read: ({ filters, kernel_size, strides, dilation_rate, use_bias, padding }) => ({
      filters,
      kernelSize: pair(kernel_size),
      strides: pair(strides ?? 1),
      dilationRate: pair(dilation_rate ?? 1),
      useBias: use_bias ?? true,
      padding,
    }),
    tensors: KERNEL_AND_BIAS,
  },
  {
    ...plain('layer', 'depthwise-conv', 'DepthwiseConv2D'),
    slides: true,
    write: ({ depthMultiplier, kernelSize, strides, dilationRate, useBias }) => ({
      depth_multiplier: depthMultiplier,
      kernel_size: pair(kernelSize),
      strides: pair(strides),
      dilation_rate: pair(dilationRate),
      use_bias: useBias,
    }),
    read: ({ depth_multiplier, kernel_size, strides, dilation_rate, use_bias, padding }) => ({
      depthMultiplier: depth_multiplier ?? 1,
      kernelSize: pair(kernel_size),
      strides: pair(strides ?? 1),
      dilationRate: pair(dilation_rate ?? 1),
      useBias: use_bias ?? true,
      padding,
    }),
    tensors: [
      ['depthwise_kernel', 'kernel'],
      ['bias', 'bias'],
    ],
  },
  {
    ...plain('layer', 'dense', 'Dense'),
    write: ({ units, useBias }) => ({ units, use_bias: useBias }),
    read: ({ units, use_bias }) => ({ units, useBias: use_bias ?? true }),
    tensors: KERNEL_AND_BIAS,
  },
  {
    ...plain('normalization', 'batch', 'BatchNormalization'),
    write: ({ epsilon, momentum, scale, center }) => ({ axis: -1, epsilon, momentum, scale, center }),
    read: ({ epsilon, momentum, scale, center }) => ({
      epsilon: epsilon ?? 1e-3,
      momentum: momentum ?? 0.99,
      scale: scale ?? true,
      center: center ?? true,
      runningVariance: 'biased',
    }),
    tensors: [
      ['gamma', 'gamma'],
      ['beta', 'beta'],
      ['moving_mean', 'movingMean'],
      ['moving_variance', 'movingVariance'],
    ],
  },
  pool('max-pool', 'MaxPooling2D'),
  pool('average-pool', 'AveragePooling2D'),
  plain('layer', 'global-average-pool', 'GlobalAveragePooling2D'),
  plain('layer', 'global-max-pool', 'GlobalMaxPooling2D'),
  plain('layer', 'flatten', 'Flatten'),
  plain('layer', 'add', 'Add'),
  plain('layer', 'multiply', 'Multiply'),
  plain('layer', 'concatenate', 'Concatenate'),
  {
    ...plain('layer', 'dropout', 'Dropout'),
    write: ({ rate }) => ({ rate }),
    read: ({ rate }) => ({ rate }),
  },
  {
    ...plain('layer', 'reshape', 'Reshape'),
    write: ({ targetShape }) => ({ target_shape: targetShape }),
    read: ({ target_shape }) => ({ targetShape: target_shape }),
  },
  {
    ...plain('layer', 'zero-padding', 'ZeroPadding2D'),
    write: ({ padding }) => ({ padding: pair(padding).map(pair) }),
    read: ({ padding }) => ({ padding: pair(padding).map(pair) }),
  },
  ...(['relu', 'relu6', 'sigmoid', 'tanh', 'linear', 'softmax'] as const).map((id): LayerPair => ({
    ...plain('activation', id, 'Activation'),
    write: () => ({ activation: id }),
  })),
  {
    ...plain('activation', 'leaky-relu', 'LeakyReLU'),
    write: ({ negativeSlope }) => ({ alpha: negativeSlope }),
    read: ({ alpha }) => ({ negativeSlope: alpha ?? 0.3 }),
  },
  {
    ...plain('activation', 'elu', 'ELU'),
    write: ({ alpha }) => ({ alpha }),
    read: ({ alpha }) => ({ alpha: alpha ?? 1 }),
  },
];

/** Activations by the names that layers carry in their configuration. */
export const NAMED_ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'relu',
  relu6: 'relu6',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
  elu: 'elu',
  swish: 'silu',
  linear: 'linear',
};

/** Layers that have a class of their own there, and their activation's name. */
export const ACTIVATION_CLASSES: Readonly<Record<string, string>> = { ReLU: 'relu', Softmax: 'softmax' };
