import {
  createRng,
  createRegistry,
  type NamedTensors,
  type PluginRefObject,
  type Registry,
} from '@convlab/core';
import { architecturePreset } from '@convlab/architectures';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import {
  applyNetwork,
  compileNetwork,
  disposeTensors,
  initializeState,
  initializeWeights,
  mapTensors,
  valueAndGradients,
  type CompiledNetwork,
} from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import * as tf from '@tensorflow/tfjs';

const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
  ...lossPreset,
  ...optimizerPreset,
);

/** One network that has to learn its images by heart. */
export interface OverfitCase {
  readonly architecture: PluginRefObject;
  readonly inputShape: readonly [number, number, number];
  readonly optimizer: PluginRefObject;
  readonly maxSteps: number;
}

/** How it went. */
export interface OverfitResult {
  /** Updates until every image was classified right in inference; null when that never was. */
  readonly steps: number | null;
  /** Share of right answers at the end. */
  readonly accuracy: number;
  readonly firstLoss: number;
  readonly lastLoss: number;
}

const NUM_IMAGES = 32;
const NUM_CLASSES = 10;
const CHECK_EVERY = 5;

/**
 * Trains a network on 32 random images with random labels until it knows them all, in inference mode.
 *
 * Random labels follow from nothing in the images: only a network whose every part passes gradients can learn them.
 */
export async function overfit(subject: OverfitCase): Promise<OverfitResult> {
  const { architecture, inputShape, maxSteps } = subject;
  const graph = registry.create('architecture', architecture).build({ inputShape, numOutputs: NUM_CLASSES });
  const network = compileNetwork(graph, registry);
  const optimizer = registry.create('optimizer', subject.optimizer);
  const rng = createRng(7);
  const shape = [NUM_IMAGES, ...inputShape];
  const input = tf.tensor(rng.fold('images').normal(shape.reduce((a, b) => a * b, 1)), shape);
  const classes = Array.from(rng.fold('labels').uniform(NUM_IMAGES), (u) => Math.floor(u * NUM_CLASSES));
  const labels = tf.tensor1d(classes, 'int32');
  const roles = Object.fromEntries(network.weights.map(({ name, role }) => [name, role]));
  let weights = initializeWeights(network, rng.fold('weights'));
  let state = initializeState(network);
  let optimizerState = optimizer.init(weights);
  let [firstLoss, lastLoss, accuracy] = [NaN, NaN, 0];
  let steps: number | null = null;
  for (let step = 1; step <= maxSteps && steps === null; step++) {
    const { loss, gradients, extras } = differentiate(network, weights, state, input, labels, rng.fold(step));
    lastLoss = (await loss.data())[0] ?? NaN;
    if (step === 1) firstLoss = lastLoss;
    const time = { step, stepsPerEpoch: 1, totalSteps: maxSteps };
    const update = optimizer.update(gradients, optimizerState, { weights, roles, step, time, donate: true });
    disposeState(optimizerState, update.state);
    [gradients, { loss }].forEach(disposeTensors);
    disposeReplaced(state, extras);
    weights = move(weights, update.updates);
    [state, optimizerState] = [{ ...state, ...extras }, update.state];
    if (step % CHECK_EVERY !== 0) continue;
    accuracy = await accuracyOf(network, weights, state, input, classes);
    if (accuracy === 1) steps = step;
  }
  disposeState(optimizerState, {});
  for (const tensors of [weights, state, { input, labels }]) disposeTensors(tensors);
  return { steps, accuracy, firstLoss, lastLoss };
}

function differentiate(
  network: CompiledNetwork,
  weights: NamedTensors,
  state: NamedTensors,
  input: tf.Tensor,
  labels: tf.Tensor,
  rng: ReturnType<typeof createRng>,
) {
  const crossEntropy = registry.create('loss', 'softmax-cross-entropy');
  return valueAndGradients((current) => {
    const result = applyNetwork(network, { weights: current, state, input, training: true, rng });
    const terms = result.outputs.map((output, i) =>
      tf.mul(crossEntropy.loss(output, labels, { training: true }), network.outputs[i]?.lossWeight ?? 1),
    );
    return { loss: tf.addN(terms), extras: result.state };
  }, weights);
}

async function accuracyOf(
  network: CompiledNetwork,
  weights: NamedTensors,
  state: NamedTensors,
  input: tf.Tensor,
  classes: readonly number[],
): Promise<number> {
  const answers = tf.tidy(() => {
    const { outputs } = applyNetwork(network, { weights, state, input, training: false, rng: createRng(0) });
    return tf.argMax(outputs[0], 1);
  });
  const values = await answers.data();
  answers.dispose();
  return classes.filter((label, i) => values[i] === label).length / classes.length;
}

/* Adds updates weight by weight and frees both at once: VGG's second copy of all weights would not fit into 4 GiB. */
function move(weights: NamedTensors, updates: NamedTensors): NamedTensors {
  return mapTensors(weights, (weight, name) => {
    const update = updates[name] as tf.Tensor;
    const moved = tf.add(weight, update);
    weight.dispose();
    update.dispose();
    return moved;
  });
}

function disposeReplaced(old: NamedTensors, replacement: NamedTensors): void {
  for (const [name, tensor] of Object.entries(old)) if (name in replacement) tensor.dispose();
}

type State = ReturnType<ReturnType<typeof registry.create<'optimizer'>>['init']>;

/* Frees the tensors of a state that its successor does not hold any more. */
function disposeState(old: State, next: State): void {
  const kept = new Set(tensorsOf(next));
  for (const tensor of tensorsOf(old)) if (!kept.has(tensor)) tensor.dispose();
}

function tensorsOf(state: State): readonly tf.Tensor[] {
  return Object.values(state).flatMap((value): readonly tf.Tensor[] => {
    if (typeof value === 'number') return [];
    return value instanceof tf.Tensor ? [value] : tensorsOf(value);
  });
}
