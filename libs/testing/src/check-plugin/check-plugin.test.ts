import { useConvlabBackend } from '@convlab/backend';
import {
  createRegistry,
  createRng,
  definePlugin,
  soleShape,
  type Initializer,
  type Layer,
  type LayerCall,
  type Loss,
  type Optimizer,
  type Plugin,
  type PluginKind,
  type Regularizer,
  type Schedule,
  type Trait,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configChecks } from '../_internal/config-checks.ts';
import type { Check, ConformanceOptions } from '../conformance-case/conformance-case.ts';
import { checkPlugin, checksOf } from './check-plugin.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Names of checks that have failed something, by kind. */
const caught = new Map<PluginKind, Set<string>>();

async function failures(plugin: Plugin, options: ConformanceOptions): Promise<readonly string[]> {
  const failed = (await checkPlugin(plugin, options)).filter(({ passed }) => !passed).map(({ name }) => name);
  caught.set(plugin.kind, new Set([...(caught.get(plugin.kind) ?? []), ...failed]));
  return failed;
}

const described = { title: 'Factor', description: 'What the input is multiplied by.' };

/** A layer y = factor · x · w, sound but for what is put in its place. */
function layerPlugin(
  change: Partial<Layer> = {},
  traits: readonly Trait[] = [],
  config = goodConfig,
): Plugin {
  return definePlugin({
    kind: 'layer',
    id: 'test/scale',
    version: 1,
    title: 'Scale',
    summary: 'Multiplies by a weight.',
    traits,
    config,
    create: () => ({ ...soundLayer, ...change }),
  });
}

const goodConfig = z.strictObject({ factor: z.number().min(0).default(2).meta(described) });
const ones: Initializer = { init: (shape) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1) };
const product = ({ inputs: [x], weights: { w } }: LayerCall) =>
  tf.tidy(() => tf.mul(tf.square(x), w as tf.Tensor));
const soundLayer: Layer = {
  outputShape: soleShape,
  weights: ([shape]) => ({
    w: { shape: [shape?.at(-1) ?? 1], role: 'kernel', initializer: ones, fanIn: 1, fanOut: 1 },
  }),
  apply: (call) => ({ output: product(call) }),
};
const layerCases = { cases: [{ inputs: [[3, 4]] }, { inputs: [[1, 2, 2, 3]] }] };

const wrongGradient = tf.customGrad((x) => ({
  value: tf.square(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => tf.mul(dy, 3),
}));

describe('a sound plugin', () => {
  it('passes every check', async () => {
    expect(await failures(layerPlugin(), layerCases)).toEqual([]);
    expect(checksOf(layerPlugin())).toHaveLength(17);
  });
});

describe('each check of layers fails the plugin that is made to fail it', () => {
  const mask = ({ inputs: [x], rng }: LayerCall) => tf.tensor(rng.uniform(x.size), x.shape);
  const noise = (call: LayerCall) => ({ output: tf.tidy(() => tf.mul(product(call), mask(call))) });
  const saboteurs: readonly (readonly [string, Plugin, ConformanceOptions?])[] = [
    [
      'manifest is complete',
      layerPlugin(
        {},
        [],
        z.strictObject({
          factor: z.number().min(0).default(2).meta({ description: 'Nameless.', title: '' }),
        }),
      ),
    ],
    ['inferred shapes are the actual ones', layerPlugin({ outputShape: ([shape]) => [...(shape ?? []), 1] })],
    [
      'impossible shapes are refused with a coded error',
      layerPlugin({
        outputShape: (inputs) => {
          if (inputs[0]?.[0] === 9) throw new Error('No.');
          return soleShape(inputs);
        },
      }),
      { ...layerCases, refused: [{ inputs: [[1, 9]] }] },
    ],
    [
      'gradients equal finite differences',
      layerPlugin({
        apply: ({ inputs: [x], weights: { w } }) => ({
          output: tf.tidy(() => tf.mul(wrongGradient(x), w as tf.Tensor)),
        }),
      }),
    ],
    [
      'no tensor leaks, no input is disposed',
      layerPlugin({
        apply: (call) => {
          const output = product(call);
          tf.scalar(1);
          return { output };
        },
      }),
    ],
    ['noise is fresh at each step, if and only if stochastic', layerPlugin({}, ['stochastic'])],
    [
      'noise is fresh at each step, if and only if stochastic',
      layerPlugin(
        {
          apply: (call) =>
            call.training
              ? { output: tf.tidy(() => tf.mul(product(call), mask({ ...call, rng: createRng(1) }))) }
              : { output: product(call) },
        },
        ['stochastic', 'mode-dependent'],
      ),
    ],
    [
      'training and inference differ, if and only if declared',
      layerPlugin({
        apply: (call) => ({ output: tf.tidy(() => tf.mul(product(call), call.training ? 2 : 1)) }),
      }),
    ],
    ['training and inference differ, if and only if declared', layerPlugin({}, ['mode-dependent'])],
    [
      'examples do not depend on each other, unless declared',
      layerPlugin({
        apply: (call) => ({ output: tf.tidy(() => tf.sub(product(call), tf.mean(call.inputs[0], 0))) }),
      }),
    ],
    [
      'training and inference differ, if and only if declared',
      layerPlugin({ apply: (call) => (call.training ? noise(call) : { output: product(call) }) }, [
        'stochastic',
      ]),
    ],
  ];

  it.each(saboteurs.map(([name, plugin, options = layerCases]) => ({ name, plugin, options })))(
    '$name',
    async ({ name, plugin, options }) => {
      expect(await failures(plugin, options)).toEqual([name]);
    },
  );

  it('every weight gets a gradient', async () => {
    const plugin = layerPlugin({
      apply: ({ inputs: [x], weights: { w } }) => ({
        output: tf.tidy(() => tf.add(tf.square(x), tf.mul(w as tf.Tensor, 0))),
      }),
    });
    expect(await failures(plugin, layerCases)).toEqual(['every weight gets a gradient']);
  });

  it('same inputs and stream give the same result', async () => {
    let calls = 0;
    const plugin = layerPlugin({
      apply: (call) => ({ output: tf.tidy(() => tf.add(product(call), calls++ * 1e-8)) }),
    });
    expect(await failures(plugin, { cases: [{ inputs: [[2, 1]] }] })).toContain(
      'same inputs and stream give the same result',
    );
  });
});

describe('checks of layers that need more than one fault', () => {
  it('no tensor leaks when applying fails', async () => {
    const careless = layerPlugin({
      apply: ({ inputs: [x], weights: { w } }) => {
        const square = tf.square(x);
        const output = tf.mul(square, w as tf.Tensor);
        square.dispose();
        return { output };
      },
    });
    expect(await failures(careless, layerCases)).toEqual(['no tensor leaks when applying fails']);
  });

  it('the cpu backend gives the same values', async () => {
    const different = layerPlugin({
      apply: (call) => ({
        output: tf.tidy(() => tf.mul(product(call), tf.getBackend() === 'cpu' ? 1 : 2)),
      }),
    });
    await useConvlabBackend();
    try {
      expect(await failures(different, layerCases)).toEqual(['the cpu backend gives the same values']);
      expect(await failures(layerPlugin(), layerCases)).toEqual([]);
    } finally {
      await tf.setBackend('cpu');
    }
  });
});

describe('each check of configurations fails the plugin that is made to fail it', () => {
  it('defaults suffice, or required fields are named', async () => {
    const refined = goodConfig.refine(({ factor }) => factor !== 2, { path: ['factor'], message: 'Not 2.' });
    const plugin = layerPlugin({}, [], refined);
    expect(await failures(plugin, { cases: [{ config: { factor: 1 }, inputs: [[2, 2]] }] })).toEqual([
      'defaults suffice, or required fields are named',
    ]);
  });

  it('invalid values are rejected at their field', async () => {
    const lenient = z.object({ factor: z.number().min(0).default(2).meta(described) });
    expect(await failures(layerPlugin({}, [], lenient as unknown as typeof goodConfig), layerCases)).toEqual([
      'invalid values are rejected at their field',
    ]);
  });

  it('references survive JSON', async () => {
    const growing = z.strictObject({
      factor: z
        .number()
        .default(2)
        .transform((value) => value + 1)
        .pipe(z.number())
        .meta(described),
    });
    const plugin = layerPlugin({}, [], growing as unknown as typeof goodConfig);
    expect(await failures(plugin, layerCases)).toEqual(['references survive JSON']);
  });

  it('configuration is left untouched', async () => {
    const plugin = definePlugin({
      kind: 'layer',
      id: 'test/changing',
      version: 1,
      title: 'Changing',
      summary: 'Writes to its configuration.',
      config: goodConfig,
      create: (config) => {
        config.factor = 3;
        return soundLayer;
      },
    });
    expect(await failures(plugin as Plugin, layerCases)).toContain('configuration is left untouched');
  });
});

const empty = z.strictObject({});
const base = { id: 'test/part', version: 1, title: 'Part', summary: 'A part.', config: empty } as const;

describe('checks of other kinds fail what is made to fail them', () => {
  const one = { cases: [{}] };
  const loss = (change: Partial<Loss>) =>
    definePlugin({
      ...base,
      kind: 'loss',
      create: (): Loss => ({
        tasks: ['regression'],
        loss: (outputs, targets) => tf.tidy(() => tf.mean(tf.square(tf.sub(outputs, targets)))),
        predictions: (outputs) => outputs.clone(),
        ...change,
      }),
    }) as Plugin;

  it('losses', async () => {
    expect(await failures(loss({}), one)).toEqual([]);
    const summed = loss({
      loss: (outputs, targets) => tf.tidy(() => tf.sum(tf.square(tf.sub(outputs, targets)))),
    });
    expect(await failures(summed, one)).toEqual(['loss is the mean over examples']);
    const overflowing = loss({
      loss: (outputs) => tf.tidy(() => tf.mean(tf.log(tf.add(tf.exp(outputs), 1)))),
    });
    expect(await failures(overflowing, one)).toEqual(['loss is a finite scalar, also at logits of 1e4']);
    const leaking = loss({ loss: (outputs, targets) => tf.mean(tf.square(tf.sub(outputs, targets))) });
    expect(await failures(leaking, one)).toEqual(['no tensor leaks']);
    const wrong = loss({
      loss: (outputs, targets) => tf.tidy(() => tf.mean(wrongGradient(tf.sub(outputs, targets)))),
    });
    expect(await failures(wrong, one)).toEqual(['gradients equal finite differences']);
  });

  it('initializers', async () => {
    const initializer = (init: Initializer['init']) =>
      definePlugin({ ...base, kind: 'initializer', create: () => ({ init }) }) as Plugin;
    const name = ['fills the shape with finite numbers of its stream'];
    expect(
      await failures(
        initializer((shape, _fans, rng) => rng.normal(shape.reduce((a, b) => a * b, 1))),
        one,
      ),
    ).toEqual([]);
    expect(
      await failures(
        initializer(() => new Float32Array(1)),
        one,
      ),
    ).toEqual(name);
    expect(
      await failures(
        initializer((shape) => createRng(1).normal(shape.reduce((a, b) => a * b, 1))),
        one,
      ),
    ).toEqual(name);
  });

  it('regularizers', async () => {
    const regularizer = (part: Regularizer) =>
      definePlugin({ ...base, kind: 'regularizer', create: () => part }) as Plugin;
    const negative = regularizer({ penalty: (w) => tf.tidy(() => tf.neg(tf.sum(tf.square(w)))) });
    expect(await failures(negative, one)).toEqual(['penalty is a scalar ≥ 0, and 0 at 0']);
    const wrong = regularizer({ penalty: (w) => tf.tidy(() => tf.sum(wrongGradient(w))) });
    expect(await failures(wrong, one)).toEqual(['gradients equal finite differences']);
    const twice = regularizer({
      rewrite: (graph) => ({ ...graph, nodes: [...graph.nodes, ...graph.nodes] }),
    });
    expect(await failures(twice, one)).toEqual(['rewriting keeps the graph given and names nodes once']);
    const leaking = regularizer({ penalty: (w) => tf.sum(tf.square(w)) });
    expect(await failures(leaking, one)).toEqual(['no tensor leaks']);
  });

  it('constraints', async () => {
    const constraint = (project: (w: tf.Tensor) => tf.Tensor) =>
      definePlugin({ ...base, kind: 'constraint', create: () => ({ project }) }) as Plugin;
    expect(
      await failures(
        constraint((w) => tf.relu(w)),
        one,
      ),
    ).toEqual([]);
    expect(
      await failures(
        constraint((w) => tf.mul(w, 0.5)),
        one,
      ),
    ).toContain('projection is idempotent and keeps the shape');
    expect(
      await failures(
        constraint((w) => tf.relu(tf.relu(w))),
        one,
      ),
    ).toEqual(['no tensor leaks']);
  });

  it('schedules', async () => {
    const schedule = (valueAt: Schedule['valueAt']) =>
      definePlugin({ ...base, kind: 'schedule', create: () => ({ valueAt }) }) as Plugin;
    const name = ['values are finite, ≥ 0, and functions of time alone'];
    let calls = 0;
    expect(
      await failures(
        schedule(({ step }) => 1 / step),
        one,
      ),
    ).toEqual([]);
    expect(
      await failures(
        schedule(({ step }) => 5 - step),
        one,
      ),
    ).toEqual(name);
    expect(
      await failures(
        schedule(() => ++calls),
        one,
      ),
    ).toEqual(name);
  });
});

describe('configurations of earlier versions', () => {
  const renamed = (migrate: (old: object) => object) =>
    definePlugin({
      kind: 'schedule',
      id: 'test/renamed',
      version: 2,
      title: 'Renamed',
      summary: 'Has a new name for its field.',
      config: z.strictObject({ rate: z.number().default(1).meta({ title: 'Rate', description: 'A rate.' }) }),
      migrate: { 1: (old) => ({ ...migrate(old) }) },
      create: ({ rate }) => ({ valueAt: () => rate }),
    }) as unknown as Plugin;
  const rename = (old: object) => ({ rate: (old as { speed?: number }).speed ?? 1 });
  const kept = { cases: [{}], oldConfigs: { 1: [{ speed: 3 }] } };
  const name = 'configurations of earlier versions load';

  it('must be kept, and load', async () => {
    expect(await failures(renamed(rename), kept)).toEqual([]);
    expect(await failures(renamed(rename), { cases: [{}] })).toEqual([name]);
    expect(
      await failures(
        renamed((old) => old),
        kept,
      ),
    ).toEqual([name]);
  });
});

describe('checks of optimizers fail what is made to fail them', () => {
  const rate = {
    learningRate: z
      .number()
      .min(0)
      .default(0.1)
      .meta({ title: 'Learning rate', description: 'Length of steps.' }),
  };
  const optimizer = (make: (learningRate: number) => Omit<Optimizer, 'learningRate'>) =>
    definePlugin({
      ...base,
      kind: 'optimizer',
      config: z.strictObject(rate),
      create: ({ learningRate }) => ({ learningRate: () => learningRate, ...make(learningRate) }),
    }) as Plugin;
  const sgd = (learningRate: number, sign = -1): Omit<Optimizer, 'learningRate'> => ({
    init: () => ({}),
    update: (gradients) => ({
      updates: Object.fromEntries(
        Object.entries(gradients).map(([name, g]) => [name, tf.mul(g, sign * learningRate)]),
      ),
      state: {},
    }),
  });
  const one = { cases: [{}] };

  it('names what is wrong', async () => {
    expect(
      await failures(
        optimizer((r) => sgd(r)),
        one,
      ),
    ).toEqual([]);
    expect(
      await failures(
        optimizer((r) => sgd(r, 1)),
        one,
      ),
    ).toEqual(['descends a parabola', 'descends into Rosenbrock’s valley']);
    expect(
      await failures(
        optimizer(() => sgd(0.1)),
        one,
      ),
    ).toEqual(['learning rate 0 moves nothing']);
    const partial = optimizer((r) => ({
      ...sgd(r),
      update: (gradients, state, context) => {
        const [[name, g] = ['', tf.scalar(0)]] = Object.entries(gradients);
        const { updates } = sgd(r).update({ [name]: g }, state, context);
        return {
          updates: {
            ...Object.fromEntries(Object.entries(gradients).map(([n, v]) => [n, tf.zerosLike(v)])),
            ...updates,
          },
          state,
        };
      },
    }));
    expect(await failures(partial, one)).toContain('the order of weights does not matter');
    let hidden = 0;
    const forgetful = optimizer((r) => {
      let count = hidden++ * 0;
      return {
        ...sgd(r),
        update: (gradients, state, context) => sgd(r / ++count).update(gradients, state, context),
      };
    });
    expect(await failures(forgetful, one)).toContain('state saved in mid-run gives the same next steps');
    const leaking = optimizer((r) => ({
      ...sgd(r),
      update: (gradients, state, context) => {
        tf.scalar(1);
        return sgd(r).update(gradients, state, context);
      },
    }));
    expect(await failures(leaking, one)).toEqual(['no tensor leaks']);
    const sharing = optimizer((r) => ({
      init: (weights) => ({ last: Object.values(weights)[0] as tf.Tensor }),
      update: (gradients, state, context) => ({ ...sgd(r).update(gradients, state, context), state }),
    }));
    expect(await failures(sharing, one)).toContain(
      'keeps names and shapes, leaves weights and gradients alone',
    );
  });
});

it('takes plugins that refer to others', async () => {
  const registry = createRegistry();
  const results = await checkPlugin(layerPlugin(), { ...layerCases, registry });
  expect(results.every(({ passed }) => passed)).toBe(true);
});

describe('every check has failed something', () => {
  const isOwn = (check: Check): boolean => !configChecks.includes(check);
  const plain = (kind: PluginKind) => ({ ...base, kind, traits: [], references: [] }) as unknown as Plugin;
  const kinds: readonly PluginKind[] = [
    'layer',
    'normalization',
    'activation',
    'initializer',
    'loss',
    'regularizer',
    'constraint',
    'schedule',
    'optimizer',
  ];

  it.each(kinds)('of kind %s', (kind) => {
    // Normalizations and activations are layers, and the very checks of layers are theirs.
    const checks = checksOf(plain(kind)).filter(isOwn);
    const layers = checksOf(plain('layer')).filter(isOwn);
    const seen = caught.get(checks[0] === layers[0] ? 'layer' : kind) ?? new Set();
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
    if (checks[0] === layers[0]) expect(checks).toEqual(layers);
  });

  it('of configurations', () => {
    const seen = new Set([...caught.values()].flatMap((names) => [...names]));
    expect(configChecks.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });
});
