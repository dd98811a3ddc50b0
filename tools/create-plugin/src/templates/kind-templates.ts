import type { PluginKind } from '@convlab/core';

/** What differs between plugins of different kinds before anything is written into them. */
export interface KindTemplate {
  /** Library of this kind's plugins that ship with ConvLab. */
  readonly library: string;
  /** The contract's type, which @convlab/core exports. */
  readonly contract: string;
  /** What else the source takes from @convlab/core. */
  readonly fromCore?: readonly string[];
  /** Further imports, one statement each; of other plugins by their subpaths. */
  readonly imports?: readonly string[];
  /** Fields of the configuration. */
  readonly config?: string;
  /** What `create` computes, as a formula. */
  readonly formula: string;
  /** Lines of the documentation that say what users of this kind must know. */
  readonly facts: readonly string[];
  /** The function that builds the part: the smallest one that fulfils the contract. */
  readonly create: string;
  /** Facts that choose checks. */
  readonly traits?: readonly string[];
  /** Functions that stand after the plugin. */
  readonly helpers?: string;
  /** A preset that holds what the plugin refers to, as the value and its package. */
  readonly refersTo?: { readonly preset: string; readonly from: string };
  /** The parts of an experiment that uses the plugin. */
  readonly experiment: (id: string) => Experiment;
}

/** An experiment as it is written into a file; its data set is digits when it names none. */
export type Experiment = Readonly<Record<string, unknown>> & {
  readonly data?: Readonly<Record<string, unknown>>;
};

const tfjs = "import * as tf from '@tensorflow/tfjs';";

const layer: Omit<KindTemplate, 'library' | 'experiment'> = {
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

const layerGraph = (id: string): Experiment => ({
  network: {
    graph: {
      version: 1,
      inputShape: [8, 8, 1],
      nodes: [
        { name: 'mine', op: { kind: 'layer', id }, inputs: ['input'] },
        { name: 'flat', op: { kind: 'layer', id: 'flatten' }, inputs: ['mine'] },
        { name: 'logits', op: { kind: 'layer', id: 'dense', units: 10 }, inputs: ['flat'] },
      ],
      outputs: [{ node: 'logits' }],
    },
  },
});

/** The kinds of plugins that there are templates for. */
export type TemplateKind = keyof typeof templates;

const templates = {
  layer: { ...layer, library: 'layers', experiment: layerGraph },
  activation: {
    ...layer,
    library: 'layers',
    experiment: (id) => ({ network: { architecture: 'mlp', activation: id } }),
  },
  normalization: {
    ...layer,
    library: 'normalization',
    experiment: (id) => ({ network: { architecture: 'conv-net', normalization: id } }),
  },
  initializer: {
    library: 'layers',
    contract: 'Initializer',
    fromCore: ['numElements'],
    formula: 'w = 0',
    facts: ['Randomness: none.'],
    create: `(): Initializer => ({ init: (shape) => new Float32Array(numElements(shape)) })`,
    experiment: (id) => ({ network: { architecture: 'mlp', initializer: id } }),
  },
  regularizer: {
    library: 'regularizers',
    contract: 'Regularizer',
    imports: [tfjs],
    config: `strength: z
      .number()
      .min(0)
      .default(1e-4)
      .meta({
        title: 'Strength',
        description: 'Weight of the penalty in the loss.',
        ui: { scale: 'log' },
      }),`,
    formula: 'penalty = strength * sum(|w|)',
    facts: ['Acts on kernels, in training only.'],
    create: `({ strength }): Regularizer => ({
      penalty: (value) => tf.tidy(() => tf.mul(tf.sum(tf.abs(value)), strength)),
    })`,
    experiment: (id) => ({ regularizers: [id] }),
  },
  constraint: {
    library: 'regularizers',
    contract: 'Constraint',
    formula: 'w <- w',
    facts: ['Idempotent.'],
    create: `(): Constraint => ({ project: (value) => value.clone() })`,
    experiment: (id) => ({ regularizers: [{ id: 'constraint', constraint: id }] }),
  },
  optimizer: {
    library: 'optimizers',
    contract: 'Optimizer',
    imports: [tfjs],
    config: `learningRate: z
      .number()
      .min(0)
      .default(0.01)
      .meta({
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
    experiment: (optimizer) => ({ optimizer }),
  },
  schedule: {
    library: 'optimizers',
    contract: 'Schedule',
    config: `initial: z
      .number()
      .min(0)
      .default(0.01)
      .meta({
        title: 'Initial value',
        description: 'Learning rate at the first update.',
        ui: { scale: 'log' },
      }),`,
    formula: 'value(t) = initial',
    facts: [],
    create: `({ initial }): Schedule => ({ valueAt: () => initial })`,
    experiment: (id) => ({ optimizer: { id: 'sgd', learningRate: id } }),
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
    experiment: (loss) => ({ data: { set: 'diabetes' }, loss }),
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
    experiment: (id) => ({ data: { set: 'diabetes' }, metrics: ['r2', id] }),
  },
  architecture: {
    library: 'architectures',
    contract: 'Architecture',
    imports: ["import { networkBuilder } from '@convlab/network';"],
    refersTo: { preset: 'layerPreset', from: '@convlab/layers' },
    formula: 'logits = flatten(x) W + b',
    facts: ['Shapes: x [N, ...shape] -> [N, numOutputs]'],
    create: `(): Architecture => ({
      build: ({ inputShape, numOutputs }) => {
        const b = networkBuilder(inputShape);
        const features = b.add('flatten', 'layer', 'flatten', b.input);
        return b.build(b.add('logits', 'layer', { id: 'dense', units: numOutputs }, features));
      },
    })`,
    experiment: (architecture) => ({ network: { architecture } }),
  },
  'data-set': {
    library: 'data',
    contract: 'DataSet',
    fromCore: ['type DataSetInfo'],
    imports: ["import { memorySource } from '@convlab/data/memory-source';"],
    formula: 't = x >= 0',
    facts: ['500 examples with one feature from -1 to 1, two classes.'],
    create: `(): DataSet => {
      const info: DataSetInfo = {
        task: 'classification',
        inputShape: [1],
        numOutputs: 2,
        outputNames: ['negative', 'positive'],
        numExamples: 500,
        licence: 'CC0-1.0',
        source: 'generated',
      };
      return {
        info,
        load: async () => {
          const inputs = Float32Array.from({ length: 500 }, (_, i) => (i - 249.5) / 249.5);
          return memorySource(info, { inputs, targets: Int32Array.from(inputs, (x) => (x >= 0 ? 1 : 0)) });
        },
      };
    }`,
    experiment: (set) => ({ data: { set } }),
  },
  split: {
    library: 'data',
    contract: 'Split',
    fromCore: ['type TrainingIndices'],
    formula: 'train, validation, test = 60, 20, 20 % of a random order',
    facts: ['Parts are disjoint and cover everything.'],
    create: `(): Split => ({
      split: ({ length }, rng) => {
        const order = rng.permutation(length);
        return {
          train: order.slice(0, 0.6 * length) as TrainingIndices,
          validation: order.slice(0.6 * length, 0.8 * length),
          test: order.slice(0.8 * length),
        };
      },
    })`,
    experiment: (split) => ({ data: { set: 'digits', split } }),
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
    experiment: (protocol) => ({ protocol }),
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
    experiment: (scale) => ({ data: { set: 'digits', scale } }),
  },
  augmentation: {
    library: 'data',
    contract: 'Augmentation',
    config: `strength: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .meta({ title: 'Strength', description: 'Largest change as a share of the range of values.' }),`,
    formula: 'y = clip(x + d (max - min)), d uniform in [-strength, strength]',
    facts: ['Randomness: one number per example.'],
    traits: ['stochastic'],
    create: `({ strength }): Augmentation => ({
      values: (example, { range: [min, max] }, rng) => {
        const [change = 0] = rng.uniform(1, -strength, strength);
        example.forEach((x, i) => {
          example[i] = Math.min(max, Math.max(min, x + change * (max - min)));
        });
      },
    })`,
    experiment: (id) => ({ data: { set: 'digits', augment: [id] } }),
  },
  search: {
    library: 'evaluation',
    contract: 'SearchStrategy',
    fromCore: ['type Domain', 'type ParameterValue', 'type Rng'],
    config: `trials: z.int().min(1).max(1000).default(2).meta({ title: 'Trials', description: 'How many are tried.' }),`,
    formula: 'every parameter of every trial uniform in its domain',
    facts: ['Randomness: one number per trial and parameter.'],
    traits: ['stochastic'],
    create: `({ trials }): SearchStrategy => ({
      numTrials: () => trials,
      propose: (space, records, rng, slots) => {
        const running = records.filter(({ value }) => value === undefined).length;
        const count = Math.max(0, Math.min(slots - running, trials - records.length));
        return Array.from({ length: count }, (_, i) => {
          const number = records.length + i;
          const values: Record<string, ParameterValue> = {};
          for (const [path, domain] of Object.entries(space)) {
            // A parameter may exist only for some values of one before it.
            const { when } = domain;
            if (when !== undefined && !when.in.includes(values[when.path] ?? null)) continue;
            values[path] = draw(domain, rng.fold(path).fold(number));
          }
          return { number, values, budget: 1 };
        });
      },
    })`,
    helpers: `function draw(domain: Domain, rng: Rng): ParameterValue {
  const [share = 0] = rng.uniform(1);
  if ('choice' in domain) return domain.choice[Math.floor(share * domain.choice.length)] ?? null;
  const [low, high] =
    'uniform' in domain ? domain.uniform : 'integer' in domain ? domain.integer : domain.logUniform;
  if ('integer' in domain) return low + Math.floor(share * (high - low + 1));
  return 'uniform' in domain ? low + share * (high - low) : low * (high / low) ** share;
}`,
    experiment: (strategy) => ({
      search: { strategy, space: { 'training.batchSize': { choice: [32, 64] } } },
    }),
  },
  ensemble: {
    library: 'evaluation',
    contract: 'Ensemble',
    fromCore: ['ConvlabError', 'type Predictions'],
    formula: 'y = mean_m(y_m)',
    facts: [],
    create: `(): Ensemble => ({
      fit: ({ length: count }) => ({
        combine: (members) => {
          const first = requireAlike(members, count);
          const outputs = first.outputs.map(
            (_, i) => members.reduce((sum, member) => sum + (member.outputs[i] ?? NaN), 0) / count,
          );
          return { ...first, outputs };
        },
        toJSON: () => ({}),
      }),
    })`,
    helpers: `function requireAlike(members: readonly Predictions[], count: number): Predictions {
  const [first] = members;
  const alike = members.every(({ outputs }) => outputs.length === first?.outputs.length);
  if (first !== undefined && members.length === count && alike) return first;
  throw new ConvlabError({
    code: 'E_ENSEMBLE_MEMBERS',
    message: 'The members do not belong together.',
    received: members.map(({ outputs }) => outputs.length),
    expected: \`\${count} members with outputs for the same examples\`,
  });
}`,
    experiment: (method) => ({ ensemble: { method, members: 2 } }),
  },
  study: {
    library: 'studies',
    contract: 'Study',
    formula: 'supported when accuracy with 32 units > accuracy with 4',
    facts: ['The rule is written before anything is run, and no bound is moved afterwards.'],
    create: `(): Study => ({
    claim: 'A hidden layer of 32 units reads digits better than one of 4.',
    prediction: 'Four numbers cannot tell ten digits apart.',
    rule: 'Supported when every seed says so, not supported when none does, inconclusive otherwise.',
    factors: [{ name: 'units', levels: ['4', '32'] }],
    caveats: ['One data set.'],
    reading: [],
    design: (budget) => ({
      experiment: { data: { set: 'digits' }, training: { epochs: budget === 'smoke' ? 1 : 10 } },
      arms: [4, 32].map((units) => ({
        name: \`\${units} units\`,
        set: { 'network.architecture': { id: 'mlp', hidden: [units] } },
      })),
      seeds: budget === 'smoke' ? [1, 2] : [1, 2, 3, 4, 5],
    }),
    judge: (runs) => {
      const accuracy = (arm: string, seed: number) =>
        runs.find((run) => run.arm === arm && run.seed === seed)?.rows.at(-1)?.['validation/accuracy'] ?? 0;
      const seeds = [...new Set(runs.map(({ seed }) => seed))];
      const wins = seeds.filter((seed) => accuracy('32 units', seed) > accuracy('4 units', seed)).length;
      const verdict =
        seeds.length > 1 && wins === seeds.length
          ? 'supported'
          : seeds.length > 1 && wins === 0
            ? 'not-supported'
            : 'inconclusive';
      return {
        verdict,
        sentence: \`32 units were better with \${wins} of \${seeds.length} seeds.\`,
        effects: [],
        measures: [],
        rows: [],
        charts: [],
      };
    },
  })`,
    experiment: (plugin) => ({
      study: {
        plugin,
        budget: 'smoke',
        arms: [
          { name: '4 units', set: { 'network.architecture': { id: 'mlp', hidden: [4] } } },
          { name: '32 units', set: { 'network.architecture': { id: 'mlp', hidden: [32] } } },
        ],
        seeds: [1],
      },
    }),
  },
  diagnosis: {
    library: 'evaluation',
    contract: 'Diagnosis',
    formula: 'speaks when fewer than half of the planned epochs were trained',
    facts: ['Beside the verdict, which it does not change.'],
    create: `(): Diagnosis => ({
    diagnose: ({ rows, plannedEpochs }) =>
      2 * rows.length < plannedEpochs
        ? { message: \`Only \${rows.length} of \${plannedEpochs} epochs were trained.\` }
        : undefined,
  })`,
    experiment: () => ({}),
  },
  panel: {
    library: 'evaluation',
    contract: 'Panel',
    formula: 'the validation loss of each epoch',
    facts: [
      'A chart on the page of each run. It is computed in the server; browsers get its result, which is data.',
    ],
    create: `(): Panel => ({
    question: 'What is the validation loss of each epoch?',
    place: 'live',
    compute: ({ rows }) => {
      const points = rows.map((row, i) => ({ x: i + 1, y: row['validation/loss'] ?? null })).slice(-400);
      if (points.length === 0) return undefined;
      return {
        answer: \`\${rows.length} epochs were trained.\`,
        chart: {
          type: 'curves',
          x: { label: 'Epoch' },
          y: { label: 'Validation loss', unit: 'number' },
          series: [{ name: 'Validation loss', points }],
        },
      };
    },
  })`,
    experiment: () => ({}),
  },
} satisfies Readonly<Record<PluginKind, KindTemplate>>;

/** One template per plugin kind; the compiler demands one for a new kind. */
export const kindTemplates: Readonly<Record<TemplateKind, KindTemplate>> = templates;
