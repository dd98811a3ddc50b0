import type { PluginKind } from '@convlab/core';

/** What differs between plugins of different kinds before anything is written into them. */
export interface KindTemplate {
  /** Library that holds plugins of this kind. */
  readonly library: string;
  /** The contract's type, which @convlab/core exports. */
  readonly contract: string;
  /** What else the source takes from @convlab/core. */
  readonly fromCore?: readonly string[];
  /** Further imports, one statement each. */
  readonly imports?: readonly string[];
  /** Fields of the configuration. */
  readonly config?: string;
  /** What `create` computes, as a formula. */
  readonly formula: string;
  /** Lines of the documentation that say what users of this kind must know. */
  readonly facts: readonly string[];
  /** The function that builds the part: the smallest one that fulfils the contract. */
  readonly create: string;
}

const tfjs = "import * as tf from '@tensorflow/tfjs';";

const layer: Omit<KindTemplate, 'library'> = {
  contract: 'Layer',
  fromCore: ['soleShape'],
  formula: 'y = x',
  facts: [
    'Shapes: x [N, ...] -> [N, ...]',
    'Mode: identical in training and inference. Randomness: none. Memory: no weights.',
  ],
  create: `(): Layer => ({
    outputShape: soleShape,
    apply: ({ inputs: [x] }) => ({ output: x.clone() }),
  })`,
};

/** One template per plugin kind; the compiler demands one for a new kind. */
export const kindTemplates: Readonly<Record<PluginKind, KindTemplate>> = {
  layer: { ...layer, library: 'layers' },
  activation: { ...layer, library: 'layers' },
  normalization: { ...layer, library: 'normalization' },
  initializer: {
    library: 'layers',
    contract: 'Initializer',
    fromCore: ['numElements'],
    formula: 'w = 0',
    facts: ['Randomness: none.'],
    create: `(): Initializer => ({ init: (shape) => new Float32Array(numElements(shape)) })`,
  },
  regularizer: {
    library: 'regularizers',
    contract: 'Regularizer',
    imports: [tfjs],
    config: `strength: z.number().min(0).default(1e-4).meta({
      title: 'Strength',
      description: 'Weight of the penalty in the loss.',
      ui: { scale: 'log' },
    }),`,
    formula: 'penalty = strength * sum(|w|)',
    facts: ['Acts on kernels, in training only.'],
    create: `({ strength }): Regularizer => ({
      penalty: (value) => tf.tidy(() => tf.mul(tf.sum(tf.abs(value)), strength)),
    })`,
  },
  constraint: {
    library: 'regularizers',
    contract: 'Constraint',
    formula: 'w <- w',
    facts: ['Idempotent.'],
    create: `(): Constraint => ({ project: (value) => value.clone() })`,
  },
  optimizer: {
    library: 'optimizers',
    contract: 'Optimizer',
    imports: [tfjs],
    config: `learningRate: z.number().positive().default(0.01).meta({
      title: 'Learning rate',
      description: 'Length of a step.',
      ui: { scale: 'log' },
    }),`,
    formula: 'w <- w - learningRate * g',
    facts: ['State: none.'],
    create: `({ learningRate }): Optimizer => ({
      init: () => ({}),
      update: (gradients, state) => ({
        updates: Object.fromEntries(
          Object.entries(gradients).map(([name, gradient]) => [name, tf.mul(gradient, -learningRate)]),
        ),
        state,
      }),
      learningRate: () => learningRate,
    })`,
  },
  schedule: {
    library: 'optimizers',
    contract: 'Schedule',
    config: `initial: z.number().min(0).default(0.01).meta({
      title: 'Initial value',
      description: 'Learning rate at the first update.',
      ui: { scale: 'log' },
    }),`,
    formula: 'value(t) = initial',
    facts: [],
    create: `({ initial }): Schedule => ({ valueAt: () => initial })`,
  },
  loss: {
    library: 'losses',
    contract: 'Loss',
    imports: [tfjs],
    formula: 'loss = mean((y - t)^2)',
    facts: ['Shapes: outputs [N, K], targets [N, K] -> scalar'],
    create: `(): Loss => ({
      tasks: ['regression'],
      loss: (outputs, targets) => tf.tidy(() => tf.mean(tf.squaredDifference(outputs, targets))),
      predictions: (outputs) => outputs.clone(),
    })`,
  },
  metric: {
    library: 'evaluation',
    contract: 'Metric',
    formula: 'mean(|y - t|)',
    facts: ['Range: [0, infinity); lower is better.'],
    create: `(): Metric<{ sum: number; count: number }> => ({
      scale: { better: 'lower', range: [0, Infinity], format: 'number' },
      tasks: ['regression'],
      start: () => ({ sum: 0, count: 0 }),
      add: ({ sum, count }, { outputs, targets }) => ({
        sum: outputs.reduce((total, output, i) => total + Math.abs(output - (targets[i] ?? NaN)), sum),
        count: count + outputs.length,
      }),
      value: ({ sum, count }) => sum / count,
    })`,
  },
  architecture: {
    library: 'architectures',
    contract: 'Architecture',
    imports: ["import { networkBuilder } from '@convlab/network';"],
    formula: 'logits = flatten(x) W + b',
    facts: ['Shapes: x [N, ...shape] -> [N, numOutputs]'],
    create: `(): Architecture => ({
      build: ({ inputShape, numOutputs }) => {
        const b = networkBuilder(inputShape);
        const features = b.add('flatten', 'layer', 'flatten', b.input);
        return b.build(b.add('logits', 'layer', { id: 'dense', units: numOutputs }, features));
      },
    })`,
  },
  'data-set': {
    library: 'data',
    contract: 'DataSet',
    fromCore: ['type DataSetInfo'],
    imports: ["import { memorySource } from '../memory-source/memory-source.ts';"],
    formula: 't = x >= 0',
    facts: ['Two examples with one feature, two classes.'],
    create: `(): DataSet => {
      const info: DataSetInfo = {
        task: 'classification',
        inputShape: [1],
        numOutputs: 2,
        outputNames: ['negative', 'positive'],
        numExamples: 2,
        licence: 'CC0-1.0',
        source: 'generated',
      };
      return {
        info,
        load: async () => memorySource(info, { inputs: new Float32Array([-1, 1]), targets: new Int32Array([0, 1]) }),
      };
    }`,
  },
  split: {
    library: 'data',
    contract: 'Split',
    imports: [
      "import { allIndices } from '../_internal/class-groups.ts';",
      "import { asTrainingIndices } from '../_internal/training-indices.ts';",
    ],
    formula: 'train = all',
    facts: ['Parts are disjoint and cover everything.'],
    create: `(): Split => ({
      split: (source) => ({
        train: asTrainingIndices(allIndices(source)),
        validation: new Int32Array(0),
        test: new Int32Array(0),
      }),
    })`,
  },
  protocol: {
    library: 'data',
    contract: 'Protocol',
    formula: 'one split',
    facts: [],
    create: `(): Protocol => ({
      numSplits: 1,
      plan: (source, split, rng) => [{ name: 'split', ...split.split(source, rng) }],
    })`,
  },
  scaler: {
    library: 'data',
    contract: 'Scaler',
    fromCore: ['type FittedScaler', 'type Shape'],
    formula: 'y = x',
    facts: ['Shapes: unchanged'],
    create: `(): Scaler => {
      const fitted = (outputShape: Shape): FittedScaler => ({
        outputShape,
        transform: (inputs) => inputs.slice(),
        toJSON: () => outputShape,
      });
      return {
        fit: async (source) => fitted(source.info.inputShape),
        restore: (saved) => fitted(z.array(z.int().min(1)).parse(saved)),
      };
    }`,
  },
  augmentation: {
    library: 'data',
    contract: 'Augmentation',
    formula: 'y = x',
    facts: ['Randomness: none.'],
    create: `(): Augmentation => ({ geometry: () => [] })`,
  },
  search: {
    library: 'evaluation',
    contract: 'SearchStrategy',
    formula: 'one trial of nothing',
    facts: [],
    create: `(): SearchStrategy => ({
      numTrials: () => 1,
      propose: (_space, records) => (records.length === 0 ? [{ number: 0, values: {}, budget: 1 }] : []),
    })`,
  },
  ensemble: {
    library: 'evaluation',
    contract: 'Ensemble',
    fromCore: ['ConvlabError'],
    formula: 'y = y_1',
    facts: [],
    create: `(): Ensemble => ({
      fit: () => ({
        combine: ([first]) => {
          if (first !== undefined) return first;
          throw new ConvlabError({
            code: 'E_ENSEMBLE_MEMBERS',
            message: 'An ensemble needs members.',
            received: 0,
            expected: 'at least 1',
          });
        },
        toJSON: () => ({}),
      }),
    })`,
  },
};
