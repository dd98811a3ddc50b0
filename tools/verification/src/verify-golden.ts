import { createRng, numElements, type NamedTensors } from '@convlab/core';
import { fromTorch, renameTorch, torchTensors, type TorchNaming, type TorchTensor } from '@convlab/interop';
import {
  applyNetwork,
  disposeTensors,
  mapTensors,
  valueAndGradients,
  type CompiledNetwork,
} from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import type { Golden } from './golden.ts';
import { referenceNetwork, registry, type ReferenceNetwork } from './networks.ts';
import { seededImages, seededTensor } from './seeded.ts';

/** One comparison: the worst deviation found and the one allowed. */
export interface Check {
  readonly name: string;
  readonly deviation: number;
  readonly tolerance: number;
}

/** Whether a comparison holds. A deviation that is no number does not. */
export function holds({ deviation, tolerance }: Check): boolean {
  return deviation <= tolerance;
}

type Nchw = readonly [number, number, number, number];

/** Everything a step needs of one network. */
interface Subject {
  readonly golden: Golden;
  readonly network: CompiledNetwork;
  readonly reference: ReferenceNetwork;
  readonly naming: TorchNaming;
  readonly tensors: readonly TorchTensor[];
}

/** Holds one network against its reference values: counts, inference, and four steps of training. */
export async function verifyGolden(golden: Golden): Promise<readonly Check[]> {
  const reference = referenceNetwork(golden);
  const inference = subjectFor(golden, reference, golden.eval.input);
  const checks = [...countChecks(inference), ...(await evalChecks(inference))];
  if (golden.train === undefined) return checks;
  const training = subjectFor(golden, reference, golden.train.input);
  return [...checks, ...(await trainChecks(training, golden.train))];
}

function subjectFor(golden: Golden, reference: ReferenceNetwork, shape: Nchw): Subject {
  const network = reference.build(shape);
  return { golden, network, reference, naming: reference.naming, tensors: torchTensors(network) };
}

function countChecks({ golden, network }: Subject): readonly Check[] {
  return [
    { name: 'parameters', deviation: Math.abs(network.numWeights - golden.parameters), tolerance: 0 },
    { name: 'buffers', deviation: Math.abs(network.numStatistics - golden.buffers), tolerance: 0 },
  ];
}

async function evalChecks(subject: Subject): Promise<readonly Check[]> {
  const { golden, network, reference } = subject;
  const weights = seeded(subject, 'weight');
  const state = seeded(subject, 'state');
  const input = images(golden.salt, 'input', golden.eval.input);
  const stageNodes = Object.keys(golden.eval.stages).map((name) => reference.node(name, network));
  const { outputs, taps } = applyNetwork(network, {
    weights,
    state,
    input,
    training: false,
    rng: createRng(0),
    taps: [...new Set(stageNodes)],
  });
  const logits = await outputs[0].data();
  const stages = await Promise.all(
    Object.values(golden.eval.stages).map(async (expected, i) =>
      stageDeviation(taps[stageNodes[i] ?? ''] as tf.Tensor, expected),
    ),
  );
  for (const tensors of [weights, state, taps, { input, output: outputs[0] }]) disposeTensors(tensors);
  const largest = worst(Array.from(logits, Math.abs));
  const first = golden.eval.logits.map((value, i) => Math.abs((logits[i] ?? NaN) - value) / largest);
  return [
    {
      name: 'logits L2',
      deviation: relative(norm(logits), golden.eval.logits_l2),
      tolerance: 1e-4,
    },
    { name: 'logits', deviation: worst(first), tolerance: 1e-3 },
    { name: 'argmax', deviation: Math.abs(indexOfMax(logits) - golden.eval.argmax), tolerance: 0 },
    { name: 'stages', deviation: worst(stages), tolerance: 1e-4 },
  ];
}

async function stageDeviation(
  tensor: tf.Tensor,
  expected: Golden['eval']['stages'][string],
): Promise<number> {
  if (tensor.size !== numElements(expected.shape) || tensor.shape.at(-1) !== expected.shape[1])
    return Infinity;
  const values = await tensor.data();
  let sum = 0;
  let max = -Infinity;
  for (const value of values) {
    sum += value;
    max = Math.max(max, value);
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const std = Math.sqrt(squares / values.length);
  // A mean near zero is a sum that cancels: it is held against the spread of what it sums.
  const scale = Math.max(Math.abs(expected.mean), expected.std);
  return worst([
    Math.abs(mean - expected.mean) / scale,
    relative(std, expected.std),
    relative(max, expected.max),
  ]);
}

type TrainGolden = NonNullable<Golden['train']>;

async function trainChecks(subject: Subject, train: TrainGolden): Promise<readonly Check[]> {
  const { golden } = subject;
  const input = images(golden.salt, 'batch', train.input);
  const labels = tf.tensor1d(train.labels, 'int32');
  const sgd = readSgd(train.optimizer);
  let weights = seeded(subject, 'weight');
  let state = seeded(subject, 'state');
  let velocity = mapTensors(weights, (value) => tf.zerosLike(value));
  const losses: number[] = [];
  const firstStep: Check[] = [];
  for (let step = 1; step <= train.losses.length; step++) {
    const result = differentiate(subject, weights, state, input, labels);
    losses.push((await result.loss.data())[0] ?? NaN);
    result.loss.dispose();
    disposeTensors(state);
    state = result.extras;
    if (step === 1) {
      firstStep.push(...(await gradientChecks(subject, train, result.gradients)));
      firstStep.push(...(await statisticChecks(subject, train, state)));
    }
    [weights, velocity] = updated(weights, velocity, result.gradients, sgd);
  }
  for (const tensors of [weights, state, velocity, { input, labels }]) disposeTensors(tensors);
  const deviations = train.losses.map((loss, i) => relative(losses[i] ?? NaN, loss));
  const illConditioned = /^(resnet50|resnext50_32x4d)$/.test(golden.arch);
  return [
    { name: 'first loss', deviation: deviations[0] ?? NaN, tolerance: 1e-5 },
    ...firstStep,
    { name: 'later losses', deviation: worst(deviations.slice(1)), tolerance: illConditioned ? 1e-1 : 5e-3 },
  ];
}

function differentiate(
  { network }: Subject,
  weights: NamedTensors,
  state: NamedTensors,
  input: tf.Tensor,
  labels: tf.Tensor,
) {
  const crossEntropy = registry.create('loss', 'softmax-cross-entropy');
  return valueAndGradients((current) => {
    const result = applyNetwork(network, {
      weights: current,
      state,
      input,
      training: true,
      rng: createRng(0),
    });
    const terms = result.outputs.map((output, i) =>
      tf.mul(crossEntropy.loss(output, labels, { training: true }), network.outputs[i]?.lossWeight ?? 1),
    );
    return { loss: tf.addN(terms), extras: result.state };
  }, weights);
}

async function gradientChecks(
  { tensors, naming }: Subject,
  train: TrainGolden,
  gradients: NamedTensors,
): Promise<readonly Check[]> {
  const deviations = await normDeviations(tensors, naming, train.first_step_grad_l2, gradients);
  const sorted = [...deviations].sort((a, b) => a - b);
  return [
    { name: 'gradient norms', deviation: worst(deviations), tolerance: 2e-2 },
    {
      name: 'median gradient norm',
      deviation: sorted[Math.floor(sorted.length / 2)] ?? NaN,
      tolerance: 2e-3,
    },
  ];
}

async function statisticChecks(
  { tensors, naming }: Subject,
  train: TrainGolden,
  state: NamedTensors,
): Promise<readonly Check[]> {
  if (Object.keys(train.first_step_running_l2).length === 0) return [];
  const deviations = await normDeviations(tensors, naming, train.first_step_running_l2, state);
  return [{ name: 'running statistics', deviation: worst(deviations), tolerance: 1e-3 }];
}

/**
 * How far the L2 norm of each named tensor is from the reference; a name unknown here is infinitely far.
 *
 * A norm of 1e-12 beside norms of 1 is a sum that cancels exactly, of which arithmetic leaves its rounding; it is held against
 * the largest norm. (A bias before a batch normalization has such a gradient.)
 */
async function normDeviations(
  tensors: readonly TorchTensor[],
  naming: TorchNaming,
  expected: Readonly<Record<string, number>>,
  values: NamedTensors,
): Promise<readonly number[]> {
  const names = new Map(tensors.map(({ name, torchName }) => [renameTorch(torchName, naming), name]));
  const largest = worst(Object.values(expected));
  return Promise.all(
    Object.entries(expected).map(async ([torchName, reference]) => {
      const tensor = values[names.get(torchName) ?? ''];
      if (tensor === undefined) return Infinity;
      const received = norm(await tensor.data());
      return reference < 1e-12 * largest ? received / largest : relative(received, reference);
    }),
  );
}

interface Sgd {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
}

function readSgd(description: string): Sgd {
  const read = (name: string): number =>
    Number(new RegExp(`\\b${name}=([-+.\\de]+)`).exec(description)?.[1] ?? NaN);
  return { learningRate: read('lr'), momentum: read('momentum'), weightDecay: read('weight_decay') };
}

/** v <- momentum · v + g + weightDecay · w;  w <- w − learningRate · v. Frees what it replaces. */
function updated(
  weights: NamedTensors,
  velocity: NamedTensors,
  gradients: NamedTensors,
  { learningRate, momentum, weightDecay }: Sgd,
): [NamedTensors, NamedTensors] {
  const nextVelocity = mapTensors(weights, (weight, name) =>
    tf.tidy(() =>
      tf.add(
        tf.mul(velocity[name] as tf.Tensor, momentum),
        tf.add(gradients[name] as tf.Tensor, tf.mul(weight, weightDecay)),
      ),
    ),
  );
  const nextWeights = mapTensors(weights, (weight, name) =>
    tf.tidy(() => tf.sub(weight, tf.mul(nextVelocity[name] as tf.Tensor, learningRate))),
  );
  for (const tensors of [weights, velocity, gradients]) disposeTensors(tensors);
  return [nextWeights, nextVelocity];
}

function seeded({ golden, tensors, naming }: Subject, kind: TorchTensor['kind']): NamedTensors {
  return Object.fromEntries(
    tensors
      .filter((tensor) => tensor.kind === kind)
      .map(({ name, shape, torchName, torchShape, layout }) => {
        const values = seededTensor(golden.salt, renameTorch(torchName, naming), torchShape);
        return [name, tf.tensor(fromTorch(values, shape, layout), [...shape])];
      }),
  );
}

/** A batch in N·H·W·C, generated in N·C·H·W. */
function images(salt: string, name: string, shape: Nchw): tf.Tensor4D {
  return tf.tidy(() => {
    const planes = tf.tensor4d(seededImages(salt, name, numElements(shape)), [...shape]);
    return tf.transpose(planes, [0, 2, 3, 1]);
  });
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? NaN) ** 2;
  return Math.sqrt(sum);
}

function relative(value: number, reference: number): number {
  return value === reference ? 0 : Math.abs(value - reference) / Math.abs(reference);
}

/* NaN is the worst of all; Math.max keeps it. */
function worst(deviations: readonly number[]): number {
  return deviations.reduce((max, value) => Math.max(max, value), 0);
}

function indexOfMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? NaN) > (values[best] ?? NaN)) best = i;
  return best;
}
