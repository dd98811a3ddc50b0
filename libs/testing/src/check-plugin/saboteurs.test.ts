import {
  createRegistry,
  createRng,
  definePlugin,
  soleShape,
  ConvlabError,
  type Architecture,
  type Augmentation,
  type DataSet,
  type DataSplit,
  type Ensemble,
  type ExampleSource,
  type Initializer,
  type Layer,
  type Metric,
  type NetworkGraph,
  type Panel,
  type PanelResult,
  type Plugin,
  type PluginKind,
  type PluginKinds,
  type Predictions,
  type Protocol,
  type Registry,
  type Scaler,
  type SearchStrategy,
  type Split,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleSource } from '../_internal/samples.ts';
import type { ConformanceOptions } from '../conformance-case/conformance-case.ts';
import { checkPlugin, checksOf } from './check-plugin.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Names of checks that have failed something, by kind. */
const caught = new Map<PluginKind, Set<string>>();
const one: ConformanceOptions = { cases: [{}] };

async function failures(plugin: Plugin, options = one): Promise<readonly string[]> {
  const failed = (await checkPlugin(plugin, options)).filter(({ passed }) => !passed).map(({ name }) => name);
  caught.set(plugin.kind, new Set([...(caught.get(plugin.kind) ?? []), ...failed]));
  return failed;
}

function part<K extends PluginKind>(kind: K, create: () => PluginKinds[K]): Plugin {
  return definePlugin({
    kind,
    id: 'test/part',
    version: 1,
    title: 'Part',
    summary: 'A part.',
    config: z.strictObject({}),
    create,
  });
}

/** One plugin is sound; each other one fails the check that it is named after. */
function saboteurs<K extends PluginKind>(
  kind: K,
  sound: PluginKinds[K],
  changes: readonly (readonly [check: string, change: Partial<PluginKinds[K]>])[],
  options = one,
): void {
  describe(`checks of kind ${kind}`, () => {
    it('pass what is sound', async () => {
      expect(
        await failures(
          part(kind, () => sound),
          options,
        ),
      ).toEqual([]);
    });
    it.each(changes)('%s', async (check, change) => {
      expect(
        await failures(
          part(kind, () => ({ ...sound, ...change })),
          options,
        ),
      ).toContain(check);
    });
    afterAll(() => {
      const general = new Set(
        checksOf(part('schedule', () => ({ valueAt: () => 1 }))).map(({ name }) => name),
      );
      const own = checksOf(part(kind, () => sound)).map(({ name }) => name);
      const never = own.filter((name) => !general.has(name) && !(caught.get(kind)?.has(name) ?? false));
      expect(never, 'checks that no saboteur fails').toEqual([]);
    });
  });
}

interface MeanState {
  readonly sum: number;
  readonly count: number;
}

/** The share of examples whose largest output is the target. */
const hits = ({ outputs, targets, length, numOutputs }: Predictions): number => {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const row = outputs.subarray(i * numOutputs, (i + 1) * numOutputs);
    if (row.indexOf(Math.max(...row)) === targets[i]) sum++;
  }
  return sum;
};
const metric: Metric<MeanState> = {
  scale: { better: 'higher', range: [0, 1], format: 'percent' },
  tasks: ['classification'],
  start: () => ({ sum: 0, count: 0 }),
  add: ({ sum, count }, predictions) => ({ sum: sum + hits(predictions), count: count + predictions.length }),
  value: ({ sum, count }) => sum / count,
};
saboteurs('metric', metric as Metric, [
  ['value is in its range, NaN of nothing', { scale: { ...metric.scale, range: [0.9, 1] } }],
  ['value is in its range, NaN of nothing', { value: (state) => (state as MeanState).sum / 24 }],
  ['perfect predictions are the best', { scale: { ...metric.scale, better: 'lower' } }],
  [
    'fed in parts it gives what it gives at once',
    { add: (_state, predictions) => ({ sum: hits(predictions), count: predictions.length }) },
  ],
  [
    'the order of examples does not matter',
    { add: (_state, { outputs }) => ({ sum: outputs[0], count: 1 }) },
  ],
]);

const average = (members: readonly Predictions[]): Predictions => {
  const [first] = members;
  if (first === undefined || members.some(({ length }) => length !== first.length) || members.length < 2)
    throw new ConvlabError({ code: 'E_ENSEMBLE_MEMBERS', message: 'Members disagree.' });
  const outputs = first.outputs.map(
    (_, i) => members.reduce((sum, each) => sum + (each.outputs[i] as number), 0) / members.length,
  );
  return { ...first, outputs };
};
const fitting = (combine: (members: readonly Predictions[]) => Predictions, json: unknown = {}) => ({
  fit: () => ({ combine, toJSON: () => json }),
});
saboteurs('ensemble', fitting(average) as Ensemble, [
  [
    'equal members predict what one predicts',
    fitting((members) => ({
      ...average(members),
      outputs: average(members).outputs.map((p) => (1 - p) / 5),
    })),
  ],
  [
    'the order of members does not matter',
    fitting((members) => ({ ...average(members), outputs: (members[0] as Predictions).outputs })),
  ],
  [
    'members are left untouched, and what is fitted is JSON',
    fitting((members) => {
      members.forEach(({ outputs }) => (outputs[0] = 0.5));
      return average(members);
    }),
  ],
  [
    'members are left untouched, and what is fitted is JSON',
    { fit: () => ({ combine: average, toJSON: () => undefined }) },
  ],
  ['members that disagree are refused', fitting((members) => ({ ...(members[0] as Predictions) }))],
]);

const divide: Split['split'] = (source, rng) => {
  const order = rng.permutation(source.length);
  return {
    train: order.slice(0, 30) as ReturnType<Split['split']>['train'],
    validation: order.slice(30, 40),
    test: order.slice(40),
  };
};
let calls = 0;
saboteurs('split', { split: divide }, [
  [
    'parts are disjoint and complete',
    { split: (source, rng) => ({ ...divide(source, rng), test: divide(source, rng).validation }) },
  ],
  [
    'parts are disjoint and complete',
    { split: (source, rng) => ({ ...divide(source, rng), test: new Int32Array(0) }) },
  ],
  ['one stream gives one division', { split: (source) => divide(source, createRng(calls++)) }],
  ['one stream gives one division', { split: (source) => divide(source, createRng(0)) }],
]);

const plan: Protocol['plan'] = (source, split, rng) =>
  [0, 1].map((i) => ({ ...split.split(source, rng.fold(i)), name: `repeat ${i + 1}` }));
saboteurs('protocol', { numSplits: 2, plan }, [
  [
    'parts of every planned split are disjoint',
    { plan: (...given) => plan(...given).map((each) => ({ ...each, validation: each.test })) },
  ],
  ['plans as many splits as it says, each with a name', { numSplits: 3 }],
  [
    'plans as many splits as it says, each with a name',
    { plan: (...given) => plan(...given).map((each) => ({ ...each, name: 'repeat' })) },
  ],
  [
    'one stream gives one plan',
    {
      plan: (...given) =>
        plan(...given).map((each) => ({
          ...each,
          train: each.train.slice(calls++ % 5) as typeof each.train,
        })),
    },
  ],
]);

const scaling = (mean: number, factor = 1 / 255) => ({
  outputShape: [4, 3, 2],
  transform: (inputs: Float32Array) => inputs.map((value) => (value - mean) * factor),
  toJSON: () => ({ mean }),
});
const meanOf = async (source: ExampleSource, indices: Int32Array): Promise<number> => {
  const { inputs } = await source.read(indices);
  return inputs.reduce((a, b) => a + b, 0) / inputs.length;
};
const scaler: Scaler = {
  fit: async (source, indices) => scaling(await meanOf(source, indices)),
  restore: (saved) => scaling((saved as { mean: number }).mean),
};
saboteurs('scaler', scaler, [
  [
    'scaled examples have the stated shape',
    { fit: async (...given) => ({ ...(await scaler.fit(...given)), outputShape: [3] }) },
  ],
  [
    'scaled examples have the stated shape',
    { fit: async (...given) => ({ ...(await scaler.fit(...given)), transform: (inputs) => inputs.fill(0) }) },
  ],
  [
    'statistics come from the training part alone',
    {
      fit: async (source) =>
        scaling(
          await meanOf(
            source,
            Int32Array.from({ length: source.length }, (_, i) => i),
          ),
        ),
    },
  ],
  ['a saved scaler scales alike', { restore: () => scaling(0) }],
]);

const shift: Augmentation = {
  geometry: (_context, rng) => [{ affine: [1, 0, rng.uniform(1)[0] as number, 0, 1, 0] }],
};
const mixing = (target: number): Augmentation => ({
  mix: (batch, { numOutputs }, rng) => ({
    ...batch,
    inputs: batch.inputs.map((value) => value * (rng.uniform(1)[0] as number)),
    softTargets: new Float32Array(batch.length * numOutputs).fill(target),
  }),
});
saboteurs('augmentation', shift, [
  [
    'one stream gives one change, another one another',
    { geometry: () => [{ affine: [1, 0, calls++, 0, 1, 0] }] },
  ],
  ['one stream gives one change, another one another', { geometry: () => [{ affine: [1, 0, 1, 0, 1, 0] }] }],
  ['changed examples are finite and of the same size', { geometry: () => [{ lens: NaN }] }],
  ['mixed targets are probabilities; the batch is left untouched', mixing(0.5)],
  [
    'mixed targets are probabilities; the batch is left untouched',
    {
      mix: (batch, context, rng) => {
        batch.inputs.fill(0);
        return { ...batch, ...mixing(1 / 3).mix?.(batch, context, rng) };
      },
    },
  ],
]);

const source = sampleSource();
const dataSet: DataSet = { info: source.info, load: () => Promise.resolve(source) };
const reading = (read: ExampleSource['read']): Partial<DataSet> => ({
  load: () => Promise.resolve({ ...source, read }),
});
saboteurs('data-set', dataSet, [
  ['facts are complete and true', { info: { ...source.info, licence: ' ' } }],
  ['facts are complete and true', { info: { ...source.info, numExamples: 49 } }],
  ['facts are complete and true', { info: { ...source.info, outputNames: ['a'] } }],
  [
    'facts are complete and true',
    reading(async (indices) => ({
      ...(await source.read(indices)),
      inputs: new Float32Array(24 * indices.length).fill(-1),
    })),
  ],
  [
    'reading is repeatable, in any order',
    reading(async (indices) => {
      const batch = await source.read(indices);
      return { ...batch, inputs: batch.inputs.map(() => calls++ % 255) };
    }),
  ],
]);

const NUM_TRIALS = 6;
const search: SearchStrategy = {
  numTrials: () => NUM_TRIALS,
  propose: (_space, records, rng, slots) =>
    Array.from({ length: Math.min(slots, NUM_TRIALS - records.length) }, (_, i) => {
      const number = records.length + i;
      const [a = 0, b = 0] = rng.fold(number).uniform(2);
      const values = {
        'optimizer.id': 'adam',
        'optimizer.learningRate': 10 ** (-4 * a),
        'network.dropout': b / 2,
        'network.depth': 2,
      };
      return { number, values, budget: 1 };
    }),
};
const proposing = (
  change: (trial: ReturnType<SearchStrategy['propose']>[number]) => object,
): Partial<SearchStrategy> => ({
  propose: (...given) => search.propose(...given).map((trial) => ({ ...trial, ...change(trial) })),
});
saboteurs('search', search, [
  ['proposes as many trials as it says, numbered from 0', { numTrials: () => 7 }],
  [
    'proposes as many trials as it says, numbered from 0',
    proposing(({ number }) => ({ number: number + 1 })),
  ],
  [
    'values lie in their domains',
    proposing(({ values }) => ({ values: { ...values, 'network.dropout': 0.7 } })),
  ],
  [
    'values lie in their domains',
    proposing(({ values }) => ({ values: { ...values, 'optimizer.momentum': 0.9 } })),
  ],
  ['budgets are shares, and continued trials exist', proposing(() => ({ budget: 2 }))],
  ['budgets are shares, and continued trials exist', proposing(({ number }) => ({ continues: number }))],
  [
    'the same records give the same proposals',
    proposing(({ values }) => ({ values: { ...values, 'network.dropout': (calls++ % 9) / 20 } })),
  ],
  [
    'goes on after trials that fail',
    {
      propose: (space, records, rng, slots) => {
        if (records.some(({ value }) => value === null)) throw new Error('A trial failed.');
        return search.propose(space, records, rng, slots);
      },
    },
  ],
]);

let spoken = 0;
saboteurs(
  'diagnosis',
  { diagnose: ({ rows }) => (rows.length < 3 ? { message: 'Few epochs.' } : undefined) },
  [
    [
      'speaks of any record without failing, the same each time',
      { diagnose: ({ rows }) => ({ message: `${rows[0]?.['train/loss']?.toFixed(2).length}${spoken++}` }) },
    ],
    [
      'speaks of any record without failing, the same each time',
      {
        diagnose: ({ rows }) => ({
          message: (rows.at(-1) as { 'train/loss': number })['train/loss'].toFixed(2),
        }),
      },
    ],
    ['says what it finds in a sentence', { diagnose: () => ({ message: '' }) }],
    [
      'says what it finds in a sentence',
      { diagnose: () => ({ message: 'Odd.', remedy: { title: '', why: 'Because.' } }) },
    ],
  ],
);

const bars: PanelResult = {
  answer: 'Three epochs.',
  chart: {
    type: 'bars',
    itemLabel: 'Epoch',
    value: { label: 'Loss', unit: 'number' },
    items: [{ label: '1', value: 0.3 }],
  },
};
const panel: Panel = {
  question: 'How low is the loss?',
  place: 'live',
  compute: ({ rows }) => (rows.length < 3 ? undefined : bars),
};
let shown = 0;
const CHART = 'gives a chart of any record or nothing, the same each time';
saboteurs('panel', panel, [
  ['asks a question, and stands in a part of the page', { ...panel, question: ' ' }],
  ['asks a question, and stands in a part of the page', { ...panel, place: 'nowhere' as Panel['place'] }],
  [CHART, { ...panel, compute: () => ({ ...bars, answer: `${shown++}` }) }],
  [CHART, { ...panel, compute: () => ({ ...bars, answer: '' }) }],
  [
    CHART,
    {
      ...panel,
      compute: ({ rows }) => ({
        ...bars,
        answer: (rows.at(-1) as { 'train/loss': number })['train/loss'].toFixed(2),
      }),
    },
  ],
]);

const ones: Initializer = { init: (shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1) };
const sum: Layer = {
  outputShape: () => [3],
  weights: () => ({ w: { shape: [3], role: 'kernel', initializer: ones, fanIn: 1, fanOut: 1 } }),
  apply: ({ inputs: [x], weights: { w } }) => ({
    output: tf.tidy(() => tf.mul(tf.sum(tf.reshape(x, [x.shape[0] ?? 1, -1]), 1, true), w as tf.Tensor)),
  }),
};
const layer = (name: string, made: Layer) =>
  definePlugin({
    kind: 'layer',
    id: `test/${name}`,
    version: 1,
    title: 'Layer',
    summary: 'A layer.',
    config: z.strictObject({}),
    create: () => made,
  }) as unknown as Plugin;
const parts: Registry = createRegistry().use(
  layer('sum', sum),
  layer('one', {
    ...sum,
    outputShape: () => [1],
    weights: () => ({ w: { shape: [1], role: 'kernel', initializer: ones, fanIn: 1, fanOut: 1 } }),
  }),
  layer('deaf', {
    ...sum,
    apply: ({ inputs: [x], weights: { w } }) => ({
      output: tf.tidy(() => tf.add(tf.mul(w as tf.Tensor, 0), tf.ones([x.shape[0] ?? 1, 3]))),
    }),
  }),
  layer('lying', {
    ...sum,
    apply: ({ inputs: [x], weights: { w } }) => ({
      output: tf.tidy(() => tf.mul(tf.ones([x.shape[0] ?? 1, 4]), tf.sum(w as tf.Tensor))),
    }),
  }),
  layer('grow', {
    outputShape: () => [9, 9, 1],
    apply: ({ inputs: [x] }) => ({ output: tf.tidy(() => tf.zeros([x.shape[0] ?? 1, 9, 9, 1])) }),
  }),
  layer('same', { outputShape: soleShape, apply: ({ inputs: [x] }) => ({ output: x.clone() }) }),
);
const head = (id: string): NetworkGraph['nodes'][number] => ({
  name: 'head',
  op: { kind: 'layer', id },
  inputs: ['input'],
});
const build =
  (id: string): Architecture['build'] =>
  ({ inputShape, numOutputs }) => ({
    version: 1,
    inputShape,
    nodes: [head(numOutputs === 1 ? 'test/one' : id)],
    outputs: [{ node: 'head' }],
  });
const refusing: Architecture['build'] = (request) => {
  if (request.inputShape[0] !== 1) return build('test/sum')(request);
  throw new ConvlabError({ code: 'E_SHAPE_WINDOW', message: 'Too small.', expected: 'at least 2' });
};
saboteurs(
  'architecture',
  { build: refusing },
  [
    [
      'builds a network of the stated outputs',
      { build: (request) => build('test/sum')({ ...request, numOutputs: 3 }) },
    ],
    [
      'builds the same graph each time, of any choice of parts',
      {
        build: (request) => ({
          ...refusing(request),
          nodes: [{ ...head('test/sum'), name: `head${calls++}` }],
        }),
      },
    ],
    [
      'stages exist, and their maps never grow',
      {
        build: (request) => {
          const graph = refusing(request);
          const early = { name: 'early', op: { kind: 'layer' as const, id: 'test/same' }, inputs: ['input'] };
          const late = { name: 'late', op: { kind: 'layer' as const, id: 'test/grow' }, inputs: ['early'] };
          return {
            ...graph,
            nodes: [early, late, ...graph.nodes],
            stages: [
              { name: 'early', node: 'early' },
              { name: 'late', node: 'late' },
            ],
          };
        },
      },
    ],
    [
      'describing a network allocates no tensor',
      {
        build: (request) => {
          tf.scalar(1);
          return refusing(request);
        },
      },
    ],
    ['the network computes what its shapes say', { build: build('test/lying') }],
    ['every weight gets a gradient', { build: build('test/deaf') }],
    ['impossible shapes are refused with a coded error', { build: build('test/sum') }],
  ],
  { cases: [{ inputs: [[2, 4, 3, 1]] }], refused: [{ inputs: [[2, 1, 3, 1]] }], registry: parts },
);

describe('checks that traits select', () => {
  const declared = (plugin: Plugin): Plugin => ({ ...plugin, traits: ['stratified'] });
  /** Every second example of a class for training, and so on. */
  const byClass: Split['split'] = ({ labels = new Int32Array(0) }, rng) => {
    const order = [...rng.permutation(labels.length)].sort((i, j) => (labels[i] ?? 0) - (labels[j] ?? 0));
    const rest = order.filter((_, i) => i % 2 !== 0);
    return {
      train: Int32Array.from(order.filter((_, i) => i % 2 === 0)) as DataSplit['train'],
      validation: Int32Array.from(rest.filter((_, i) => i % 2 === 0)),
      test: Int32Array.from(rest.filter((_, i) => i % 2 !== 0)),
    };
  };

  it('a stratified split', async () => {
    const name = 'parts have the classes in the shares of the whole';
    expect(await failures(declared(part('split', () => ({ split: byClass }))))).toEqual([]);
    expect(await failures(declared(part('split', () => ({ split: divide }))))).toEqual([name]);
  });

  it('a stratified protocol', async () => {
    const name = 'learning parts have the classes in their shares';
    const sorted: Protocol['plan'] = (data, ...given) =>
      plan(data, ...given).map((each) => {
        const { labels = new Int32Array(0) } = data;
        const learning = [...each.train, ...each.validation].sort(
          (i, j) => (labels[i] ?? 0) - (labels[j] ?? 0),
        );
        const train = Int32Array.from(learning.slice(0, 20)) as DataSplit['train'];
        return { ...each, train, validation: Int32Array.from(learning.slice(20)) };
      });
    const rebuilt: Protocol['plan'] = (data, _split, rng) =>
      [0, 1].map((i) => ({ ...byClass(data, rng.fold(i)), name: `repeat ${i + 1}` }));
    expect(await failures(declared(part('protocol', () => ({ numSplits: 2, plan: rebuilt }))))).toEqual([]);
    expect(await failures(declared(part('protocol', () => ({ numSplits: 2, plan: sorted }))))).toContain(
      name,
    );
  });
});

describe('expected failures', () => {
  const wild = part('schedule', () => ({ valueAt: () => -1 }));
  const name = 'values are finite, ≥ 0, and functions of time alone';

  it('count as passed while they fail, and as failed once they pass', async () => {
    const expected = { cases: [{}], expectedFailures: { [name]: 'It goes below zero.' } };
    const results = await checkPlugin(wild, expected);
    expect(results.every(({ passed }) => passed)).toBe(true);
    expect(results.find((each) => each.name === name)).toMatchObject({ expected: 'It goes below zero.' });
    expect(
      await failures(
        part('schedule', () => ({ valueAt: () => 1 })),
        expected,
      ),
    ).toEqual([name]);
  });

  it('must name a check that applies', async () => {
    await expect(
      checkPlugin(wild, { cases: [{}], expectedFailures: { 'no such check': '' } }),
    ).rejects.toThrow('do not apply');
  });
});
