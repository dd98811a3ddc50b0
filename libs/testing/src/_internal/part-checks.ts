import {
  createRng,
  type ConformanceCase,
  type Constraint,
  type Initializer,
  type Loss,
  type NetworkGraph,
  type Regularizer,
  type Schedule,
  type WeightInfo,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { Check } from '../conformance-case/conformance-case.ts';
import { checkGradients } from '../gradient-check/gradient-check.ts';
import { each, is } from './each-case.ts';
import { describeCase, fail } from './fail.ts';
import { requireNoLeak } from './no-leak.ts';

const GRADIENT_TOLERANCE = 1e-3;
const AGREEMENT = 1e-5;

/** Checks of initializers, losses, regularizers, constraints and schedules. */
export const partChecks: readonly Check[] = [
  {
    name: 'fills the shape with finite numbers of its stream',
    appliesTo: is('initializer'),
    run: each('initializer', fills),
  },
  {
    name: 'loss is a finite scalar, also at logits of 1e4',
    appliesTo: is('loss'),
    run: each('loss', finiteScalar),
  },
  { name: 'loss is the mean over examples', appliesTo: is('loss'), run: each('loss', meanOverExamples) },
  { name: 'gradients equal finite differences', appliesTo: is('loss'), run: each('loss', lossGradients) },
  { name: 'no tensor leaks', appliesTo: is('loss'), run: each('loss', lossLeaks) },
  {
    name: 'penalty is a scalar ≥ 0, and 0 at 0',
    appliesTo: is('regularizer'),
    run: each('regularizer', penaltyScalar),
  },
  {
    name: 'gradients equal finite differences',
    appliesTo: is('regularizer'),
    run: each('regularizer', penaltyGradients),
  },
  {
    name: 'rewriting keeps the graph given and names nodes once',
    appliesTo: is('regularizer'),
    run: each('regularizer', rewrites),
  },
  { name: 'no tensor leaks', appliesTo: is('regularizer'), run: each('regularizer', regularizerLeaks) },
  {
    name: 'projection is idempotent and keeps the shape',
    appliesTo: is('constraint'),
    run: each('constraint', idempotent),
  },
  { name: 'no tensor leaks', appliesTo: is('constraint'), run: each('constraint', constraintLeaks) },
  {
    name: 'values are finite, ≥ 0, and functions of time alone',
    appliesTo: is('schedule'),
    run: each('schedule', scheduleValues),
  },
];

function weightOf(given: ConformanceCase): { readonly value: tf.Tensor; readonly info: WeightInfo } {
  const shape = [...(given.shape ?? [3, 3, 2, 4])];
  // At least 0.1 apart and 0.05 from 0, where penalties have kinks.
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from(createRng(3).permutation(size), (rank) => (rank - size / 2 + 0.5) * 0.1);
  return { value: tf.tensor(values, shape), info: { name: 'a/kernel', role: 'kernel', shape } };
}

function fills(initializer: Initializer, given: ConformanceCase): void {
  const shape = given.shape ?? [3, 3, 2, 4];
  const fans = { fanIn: 18, fanOut: 36 };
  const draw = (name: string) => initializer.init(shape, fans, createRng(1).fold(name));
  const [first, again, other] = [draw('a'), draw('a'), draw('b')];
  if (first.length !== shape.reduce((a, b) => a * b, 1))
    fail('The initializer gives another number of values.', first.length);
  if (!first.every(Number.isFinite)) fail('The initializer gives values that are no finite numbers.');
  if (first.some((value, i) => value !== again[i])) fail('One stream gives two results.');
  const constant = first.every((value, i) => value === other[i]);
  const spread = new Set(first).size > 3;
  if (constant && spread) fail('Two streams give one result: the values do not come from the stream given.');
}

interface LossInputs {
  readonly outputs: tf.Tensor;
  readonly targets: tf.Tensor;
}

function lossInputs(loss: Loss, given: ConformanceCase, scale = 1): LossInputs {
  const [rows = 4, columns = 3] = given.shape ?? [4, 3];
  const rng = createRng(2);
  const outputs = tf.tensor2d(rng.fold('outputs').normal(rows * columns, 0, scale), [rows, columns]);
  if (loss.tasks.includes('classification')) {
    return { outputs, targets: tf.tensor1d(rng.fold('targets').integers(rows, columns), 'int32') };
  }
  const values = rng.fold('targets').uniform(rows * columns);
  const labels = loss.tasks.includes('multi-label') ? values.map((u) => (u < 0.5 ? 0 : 1)) : values;
  return { outputs, targets: tf.tensor2d(labels, [rows, columns]) };
}

async function finiteScalar(loss: Loss, given: ConformanceCase): Promise<void> {
  for (const scale of [1, 1e4]) {
    for (const training of [true, false]) {
      const { outputs, targets } = lossInputs(loss, given, scale);
      const f = (z: tf.Tensor) => loss.loss(z, targets, { training });
      const { value, grad } = tf.valueAndGrad(f)(outputs);
      if (value.rank !== 0) fail('The loss is no scalar.', value.shape);
      const all = [...(await value.data()), ...(await grad.data())];
      if (!all.every(Number.isFinite)) fail(`Loss or gradient is not finite for outputs around ${scale}.`);
      tf.dispose([outputs, targets, value, grad]);
    }
  }
}

async function meanOverExamples(loss: Loss, given: ConformanceCase): Promise<void> {
  const { outputs, targets } = lossInputs(loss, given);
  const rows = outputs.shape[0] ?? 0;
  const single = tf.tidy(() =>
    tf.mean(
      tf.stack(
        Array.from({ length: rows }, (_, i) =>
          loss.loss(tf.slice(outputs, i, 1), tf.slice(targets, i, 1), { training: true }),
        ),
      ),
    ),
  );
  const whole = loss.loss(outputs, targets, { training: true });
  const [[mean = NaN], [value = NaN]] = [await single.data(), await whole.data()];
  tf.dispose([outputs, targets, single, whole]);
  if (!(Math.abs(mean - value) <= AGREEMENT * Math.max(1, Math.abs(value))))
    fail(`The loss of a batch is ${value}, the mean of its examples' losses ${mean}.`);
}

async function lossGradients(loss: Loss, given: ConformanceCase): Promise<void> {
  const { outputs, targets } = lossInputs(loss, given);
  const { errors } = await checkGradients((z) => loss.loss(z, targets, { training: true }), [outputs]);
  tf.dispose([outputs, targets]);
  if (!((errors[0] ?? NaN) <= GRADIENT_TOLERANCE))
    fail(`The gradient is off by ${errors[0]} for ${describeCase(given)}.`);
}

function lossLeaks(loss: Loss, given: ConformanceCase): void {
  const { outputs, targets } = lossInputs(loss, given);
  requireNoLeak(() => {
    for (const training of [true, false]) loss.loss(outputs, targets, { training }).dispose();
    loss.predictions(outputs).dispose();
  });
  if (outputs.isDisposed || targets.isDisposed) fail('The loss disposes what it was given.');
  tf.dispose([outputs, targets]);
}

async function penaltyScalar({ penalty }: Regularizer, given: ConformanceCase): Promise<void> {
  if (penalty === undefined) return;
  const { value, info } = weightOf(given);
  const zero = tf.zerosLike(value);
  const [some, none] = [penalty(value, info), penalty(zero, info)];
  const [[at = NaN], [atZero = NaN]] = [await some.data(), await none.data()];
  if (some.rank !== 0 || !(at >= 0) || atZero !== 0)
    fail(`The penalty is ${at}, and ${atZero} at 0.`, some.shape);
  tf.dispose([value, zero, some, none]);
}

async function penaltyGradients({ penalty }: Regularizer, given: ConformanceCase): Promise<void> {
  if (penalty === undefined) return;
  const { value, info } = weightOf(given);
  const { errors } = await checkGradients((w) => penalty(w, info), [value]);
  value.dispose();
  if (!((errors[0] ?? NaN) <= GRADIENT_TOLERANCE)) fail(`The penalty's gradient is off by ${errors[0]}.`);
}

/** A small network with all that regularizers look for: an input, convolutions, an addition, activations, dense layers. */
const GRAPH: NetworkGraph = {
  version: 1,
  inputShape: [8, 8, 2],
  nodes: [
    { name: 'conv1', op: { kind: 'layer', id: 'conv', filters: 4 }, inputs: ['input'] },
    { name: 'relu1', op: { kind: 'activation', id: 'relu' }, inputs: ['conv1'] },
    { name: 'conv2', op: { kind: 'layer', id: 'conv', filters: 4, padding: 'same' }, inputs: ['relu1'] },
    { name: 'sum', op: { kind: 'layer', id: 'add' }, inputs: ['conv2', 'relu1'] },
    { name: 'flat', op: { kind: 'layer', id: 'flatten' }, inputs: ['sum'] },
    { name: 'fc', op: { kind: 'layer', id: 'dense', units: 3 }, inputs: ['flat'] },
  ],
  outputs: [{ node: 'fc' }],
};

function rewrites({ rewrite }: Regularizer): void {
  if (rewrite === undefined) return;
  const before = JSON.stringify(GRAPH);
  const first = rewrite(GRAPH);
  if (JSON.stringify(GRAPH) !== before) fail('Rewriting changes the graph that was given.');
  if (JSON.stringify(rewrite(GRAPH)) !== JSON.stringify(first))
    fail('Rewriting the same graph twice gives two results.');
  for (const graph of [first, rewrite(first)]) {
    const names = graph.nodes.map(({ name }) => name);
    if (new Set(names).size !== names.length) fail('Two nodes have one name.', names);
    const known = new Set(['input', ...names]);
    const dangling = graph.nodes.flatMap(({ inputs }) => inputs).filter((name) => !known.has(name));
    if (dangling.length > 0) fail('Nodes read from nodes that do not exist.', dangling);
  }
}

function regularizerLeaks({ penalty, project }: Regularizer, given: ConformanceCase): void {
  const { value, info } = weightOf(given);
  requireNoLeak(() => {
    penalty?.(value, info).dispose();
    project?.(value, info, { learningRate: 0.1 }).dispose();
  });
  if (value.isDisposed) fail('The regularizer disposes the weight.');
  value.dispose();
}

async function idempotent(constraint: Constraint, given: ConformanceCase): Promise<void> {
  const { value, info } = weightOf(given);
  const once = constraint.project(value, info);
  const twice = constraint.project(once, info);
  if (once.shape.join() !== value.shape.join()) fail('The projection changes the shape.', once.shape);
  const [a, b] = [await once.data(), await twice.data()];
  tf.dispose([value, once, twice]);
  if (a.some((x, i) => !(Math.abs(x - (b[i] as number)) <= AGREEMENT)))
    fail('Projecting twice gives another result.');
}

function constraintLeaks(constraint: Constraint, given: ConformanceCase): void {
  const { value, info } = weightOf(given);
  requireNoLeak(() => constraint.project(value, info).dispose());
  if (value.isDisposed) fail('The constraint disposes the weight.');
  value.dispose();
}

function scheduleValues(schedule: Schedule): void {
  const times = Array.from({ length: 40 }, (_, i) => ({ step: i + 1, stepsPerEpoch: 4, totalSteps: 40 }));
  const forwards = times.map((time) => schedule.valueAt(time));
  const backwards = times
    .toReversed()
    .map((time) => schedule.valueAt(time))
    .toReversed();
  if (!forwards.every((value) => Number.isFinite(value) && value >= 0))
    fail('A value is negative or not finite.', forwards);
  if (forwards.some((value, i) => value !== backwards[i]))
    fail('Values depend on the order in which they are asked for.');
}
