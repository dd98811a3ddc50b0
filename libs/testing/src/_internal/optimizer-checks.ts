import {
  createRng,
  manifestOf,
  type ConformanceCase,
  type NamedTensors,
  type Optimizer,
  type OptimizerState,
  type Plugin,
} from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { Check, Subject } from '../conformance-case/conformance-case.ts';
import { describeCase, fail, refOf } from './fail.ts';
import { requireNoLeak } from './no-leak.ts';

const STEPS = 200;

const isOptimizer = ({ kind }: Plugin): boolean => kind === 'optimizer';

/** Checks of optimizers. Cases should have a learning rate that suits a parabola of curvature 1. */
export const optimizerChecks: readonly Check[] = [
  { name: 'descends a parabola', appliesTo: isOptimizer, run: forEachCase(descends) },
  { name: 'descends into Rosenbrock’s valley', appliesTo: isOptimizer, run: forEachCase(entersValley) },
  {
    name: 'keeps names and shapes, leaves weights and gradients alone',
    appliesTo: isOptimizer,
    run: forEachCase(keepsNames),
  },
  { name: 'learning rate 0 moves nothing', appliesTo: isOptimizer, run: zeroRate },
  {
    name: 'the order of weights does not matter',
    appliesTo: isOptimizer,
    run: forEachCase(orderDoesNotMatter),
  },
  {
    name: 'state saved in mid-run gives the same next steps',
    appliesTo: isOptimizer,
    run: forEachCase(stateSurvives),
  },
  { name: 'no tensor leaks', appliesTo: isOptimizer, run: forEachCase(nothingLeaks) },
];

function forEachCase(
  check: (make: () => Optimizer, each: ConformanceCase) => Promise<void> | void,
): Check['run'] {
  return async (subject: Subject) => {
    for (const each of subject.cases) {
      await check(() => subject.registry.create('optimizer', refOf(subject, each)), each);
    }
  };
}

interface Stand {
  readonly weights: NamedTensors;
  readonly state: OptimizerState;
}

function start(optimizer: Optimizer, names: readonly string[] = ['a/kernel', 'b/bias']): Stand {
  const weights = Object.fromEntries(
    names.map((name) => [name, tf.tensor2d(createRng(4).fold(name).uniform(6, 0.5, 1.5), [2, 3])]),
  );
  return { weights, state: optimizer.init(weights) };
}

type Gradient = (weight: tf.Tensor) => tf.Tensor;

/** f(w) = Σ w² / 2. */
const parabola: Gradient = (w) => w.clone();

/** One step. Disposes what it was given. */
function step(
  optimizer: Optimizer,
  { weights, state }: Stand,
  number: number,
  gradient: Gradient = parabola,
): Stand {
  const context = { weights, step: number, time: { step: number, stepsPerEpoch: 10, totalSteps: STEPS } };
  const gradients = mapTensors(weights, (w) => tf.tidy(() => gradient(w)));
  const result = optimizer.update(gradients, state, context);
  const next = mapTensors(weights, (w, name) => tf.add(w, result.updates[name] as tf.Tensor));
  tf.dispose([weights, gradients, result.updates, tensorsIn(state)]);
  return { weights: next, state: result.state };
}

async function norm(weights: NamedTensors): Promise<number> {
  const values = await Promise.all(Object.values(weights).map((w) => w.data<'float32'>()));
  return Math.sqrt(values.reduce((sum, each) => sum + each.reduce((a, b) => a + b * b, 0), 0));
}

async function descends(make: () => Optimizer, each: ConformanceCase): Promise<void> {
  const optimizer = make();
  let stand = start(optimizer);
  const before = await norm(stand.weights);
  for (let number = 1; number <= STEPS; number++) stand = step(optimizer, stand, number);
  const after = await norm(stand.weights);
  free(stand);
  if (!(after < 0.5 * before))
    fail(`After ${STEPS} steps the weights' length is ${after}, from ${before}, for ${describeCase(each)}.`);
}

/* Rosenbrock's function over 1000, so that its curvature in the valley is 1, moved by 3 so that 0 is far from it. */
function rosenbrock(u: tf.Tensor): tf.Tensor {
  const [x, y] = tf.unstack(tf.sub(u, 3)) as [tf.Tensor, tf.Tensor];
  const wall = tf.mul(tf.squaredDifference(y, tf.square(x)), 100);
  return tf.div(tf.add(tf.squaredDifference(1, x), wall), 1000);
}

async function entersValley(make: () => Optimizer, each: ConformanceCase): Promise<void> {
  const optimizer = make();
  const weights = { 'a/kernel': tf.tensor1d([3 - 1.2, 3 + 1]) };
  let stand: Stand = { weights, state: optimizer.init(weights) };
  const value = async (): Promise<number> => {
    const at = tf.tidy(() => rosenbrock(stand.weights['a/kernel'] as tf.Tensor));
    const [height = NaN] = await at.data();
    at.dispose();
    return height;
  };
  const before = await value();
  for (let number = 1; number <= STEPS; number++) stand = step(optimizer, stand, number, tf.grad(rosenbrock));
  const after = await value();
  free(stand);
  if (!(after < 0.5 * before))
    fail(
      `After ${STEPS} steps Rosenbrock’s function is ${after}, from ${before}, for ${describeCase(each)}.`,
    );
}

async function keepsNames(make: () => Optimizer): Promise<void> {
  const optimizer = make();
  const stand = start(optimizer);
  const { weights } = stand;
  const gradients = mapTensors(weights, (w) => tf.mul(w, 0.5));
  const kept = await Promise.all(Object.values(weights).map((w) => w.data<'float32'>()));
  const time = { step: 1, stepsPerEpoch: 10, totalSteps: STEPS };
  const { updates, state } = optimizer.update(gradients, stand.state, { weights, step: 1, time });
  for (const [name, weight] of Object.entries(weights)) {
    if (updates[name]?.shape.join() !== weight.shape.join())
      fail(`The update of "${name}" is missing or has another shape.`);
    if (updates[name]?.dtype !== 'float32') fail(`The update of "${name}" is no float32.`);
  }
  if (Object.keys(updates).length !== Object.keys(weights).length)
    fail('There are updates of weights that do not exist.');
  const given = [...Object.values(weights), ...Object.values(gradients), ...tensorsIn(stand.state)];
  if (given.some(({ isDisposed }) => isDisposed)) fail('The optimizer disposes what it was given.');
  if (tensorsIn(state).some((tensor) => given.includes(tensor)))
    fail('The new state shares a tensor with what was given.');
  const now = await Promise.all(Object.values(weights).map((w) => w.data<'float32'>()));
  if (kept.some((values, i) => values.some((value, k) => value !== now[i]?.[k])))
    fail('The optimizer changes the weights.');
  tf.dispose([gradients, updates, tensorsIn(state)]);
  free(stand);
}

async function zeroRate(subject: Subject): Promise<void> {
  const properties = manifestOf(subject.plugin).schema['properties'] as object | undefined;
  if (properties === undefined || !('learningRate' in properties)) return;
  await forEachCase(async (make) => {
    const optimizer = make();
    const stand = start(optimizer);
    const before = await norm(stand.weights);
    const next = step(optimizer, stand, 1);
    const after = await norm(next.weights);
    free(next);
    if (after !== before) fail('With learning rate 0 the weights move.');
  })({ ...subject, cases: subject.cases.map(({ config }) => ({ config: { ...config, learningRate: 0 } })) });
}

async function orderDoesNotMatter(make: () => Optimizer): Promise<void> {
  const run = async (names: readonly string[]): Promise<readonly number[]> => {
    const optimizer = make();
    let stand = start(optimizer, names);
    for (let number = 1; number <= 3; number++) stand = step(optimizer, stand, number);
    const values = [...(await (stand.weights['a/kernel'] as tf.Tensor).data())];
    free(stand);
    return values;
  };
  const [one, other] = [await run(['a/kernel', 'b/bias']), await run(['b/bias', 'a/kernel'])];
  if (one.some((value, i) => value !== other[i])) fail('In another order, weights take another way.');
}

async function stateSurvives(make: () => Optimizer): Promise<void> {
  const first = make();
  let stand = start(first);
  for (let number = 1; number <= 3; number++) stand = step(first, stand, number);
  const restored: Stand = {
    weights: mapTensors(stand.weights, (w) => w.clone()),
    state: (await saved(stand.state)) as OptimizerState,
  };
  const second = make();
  let copy = restored;
  for (let number = 4; number <= 6; number++) {
    stand = step(first, stand, number);
    copy = step(second, copy, number);
  }
  const [a, b] = [
    await (stand.weights['a/kernel'] as tf.Tensor).data(),
    await (copy.weights['a/kernel'] as tf.Tensor).data(),
  ];
  free(stand);
  free(copy);
  if (a.some((value, i) => value !== b[i])) fail('A new optimizer with the saved state takes other steps.');
}

/** A state with its tensors read and made anew, as a checkpoint does. */
async function saved(
  state: OptimizerState | tf.Tensor | number,
): Promise<OptimizerState | tf.Tensor | number> {
  if (typeof state === 'number') return JSON.parse(JSON.stringify(state)) as number;
  if (state instanceof tf.Tensor) return tf.tensor(Float32Array.from(await state.data()), state.shape);
  const fields = await Promise.all(
    Object.entries(state).map(async ([name, value]) => [name, await saved(value)] as const),
  );
  return Object.fromEntries(fields);
}

function nothingLeaks(make: () => Optimizer): void {
  const optimizer = make();
  requireNoLeak(() => {
    let stand = start(optimizer);
    for (let number = 1; number <= 3; number++) stand = step(optimizer, stand, number);
    free(stand);
  });
}

function free({ weights, state }: Stand): void {
  tf.dispose([Object.values(weights), tensorsIn(state)]);
}

function tensorsIn(state: OptimizerState): tf.Tensor[] {
  return Object.values(state).flatMap((value) => {
    if (typeof value === 'number') return [];
    return value instanceof tf.Tensor ? [value] : tensorsIn(value);
  });
}

function mapTensors(
  tensors: NamedTensors,
  change: (value: tf.Tensor, name: string) => tf.Tensor,
): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, change(value, name)]));
}
