import {
  createRng,
  isConvlabError,
  type Architecture,
  type ConformanceCase,
  type NamedTensors,
  type NetworkGraph,
  type Registry,
} from '@convlab/core';
import {
  applyNetwork,
  compileNetwork,
  disposeTensors,
  initializeState,
  initializeWeights,
  requireOutputs,
  valueAndGradients,
  type CompiledNetwork,
} from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import type { Check, Subject } from '../conformance-case/conformance-case.ts';
import { each, is } from './each-case.ts';
import { describeCase, fail, refOf } from './fail.ts';
import { requireNoLeak } from './no-leak.ts';

const NUM_OUTPUTS = 3;

/** Checks of architectures. Cases name the input's shape; a small one keeps them quick. */
export const architectureChecks: readonly Check[] = [
  {
    name: 'builds a network of the stated outputs',
    appliesTo: is('architecture'),
    run: each('architecture', outputsAreStated),
  },
  {
    name: 'builds the same graph each time, of any choice of parts',
    appliesTo: is('architecture'),
    run: each('architecture', graphRepeats),
  },
  {
    name: 'stages exist, and their maps never grow',
    appliesTo: is('architecture'),
    run: each('architecture', stagesShrink),
  },
  {
    name: 'describing a network allocates no tensor',
    appliesTo: is('architecture'),
    run: each('architecture', allocatesNothing),
  },
  {
    name: 'the network computes what its shapes say',
    appliesTo: is('architecture'),
    run: each('architecture', computes),
  },
  {
    name: 'every weight gets a gradient',
    appliesTo: is('architecture'),
    run: each('architecture', everyWeightLearns),
  },
  {
    name: 'impossible shapes are refused with a coded error',
    appliesTo: is('architecture'),
    run: impossibleShapesRefused,
  },
];

function inputOf({ inputs }: ConformanceCase): readonly number[] {
  return inputs?.[0] ?? fail('A case of an architecture needs the shape of its input.');
}

function graphOf(architecture: Architecture, given: ConformanceCase, numOutputs = NUM_OUTPUTS): NetworkGraph {
  return architecture.build({ inputShape: inputOf(given).slice(1), numOutputs });
}

function outputsAreStated(architecture: Architecture, given: ConformanceCase, registry: Registry): void {
  for (const numOutputs of [NUM_OUTPUTS, 1]) {
    const graph = graphOf(architecture, given, numOutputs);
    requireOutputs(compileNetwork(graph, registry), numOutputs);
    if (graph.inputShape.join() !== inputOf(given).slice(1).join())
      fail('The graph is built for another input.', graph.inputShape);
  }
}

function graphRepeats(architecture: Architecture, given: ConformanceCase, registry: Registry): void {
  const text = JSON.stringify(graphOf(architecture, given));
  if (JSON.stringify(graphOf(architecture, given)) !== text) fail('Built twice, the graph differs.');
  if (JSON.stringify(JSON.parse(text)) !== text) fail('The graph is no JSON.');
  const inputShape = inputOf(given).slice(1);
  const plain = architecture.build({
    inputShape,
    numOutputs: NUM_OUTPUTS,
    normalization: null,
    activation: 'relu',
  });
  compileNetwork(plain, registry);
}

function stagesShrink(architecture: Architecture, given: ConformanceCase, registry: Registry): void {
  const graph = graphOf(architecture, given);
  const shapes = new Map(
    compileNetwork(graph, registry).nodes.map(({ name, outputShape }) => [name, outputShape]),
  );
  let smallest = Infinity;
  for (const { name, node } of graph.stages ?? []) {
    const shape =
      shapes.get(node) ?? fail(`The stage "${name}" names the node "${node}", which does not exist.`);
    const size = shape.length === 3 ? (shape[0] as number) * (shape[1] as number) : 1;
    if (size > smallest) fail(`The stage "${name}" has a larger map than the one before.`, shape);
    smallest = size;
  }
}

function allocatesNothing(architecture: Architecture, given: ConformanceCase, registry: Registry): void {
  const before = tf.memory().numTensors;
  compileNetwork(graphOf(architecture, given), registry);
  const made = tf.memory().numTensors - before;
  if (made !== 0) fail(`Describing the network makes ${made} tensors.`);
}

interface Stand {
  readonly network: CompiledNetwork;
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
  readonly input: tf.Tensor;
}

function start(architecture: Architecture, given: ConformanceCase, registry: Registry): Stand {
  const network = compileNetwork(graphOf(architecture, given), registry);
  const shape = [...inputOf(given)];
  const input = tf.tensor(createRng(9).normal(shape.reduce((a, b) => a * b, 1)), shape);
  return {
    network,
    weights: initializeWeights(network, createRng(1)),
    state: initializeState(network),
    input,
  };
}

function free({ weights, state, input }: Stand): void {
  disposeTensors(weights);
  disposeTensors(state);
  input.dispose();
}

async function computes(
  architecture: Architecture,
  given: ConformanceCase,
  registry: Registry,
): Promise<void> {
  if (given.factsOnly === true) return;
  const stand = start(architecture, given, registry);
  const counted = Object.values(stand.weights).reduce((sum, { size }) => sum + size, 0);
  if (counted !== stand.network.numWeights)
    fail(`${stand.network.numWeights} weights are stated, ${counted} are there.`);
  const { outputs, state } = applyNetwork(stand.network, { ...stand, training: false, rng: createRng(2) });
  const [main] = outputs;
  const values = await main.data();
  if (main.shape.join() !== [inputOf(given)[0], NUM_OUTPUTS].join())
    fail('The main output has another shape.', main.shape);
  if (!values.every(Number.isFinite)) fail('The main output is not finite.');
  tf.dispose([...outputs, ...Object.values(state)]);
  requireNoLeak(() => {
    const again = applyNetwork(stand.network, { ...stand, training: false, rng: createRng(2) });
    tf.dispose([...again.outputs, ...Object.values(again.state)]);
  });
  free(stand);
}

async function everyWeightLearns(
  architecture: Architecture,
  given: ConformanceCase,
  registry: Registry,
): Promise<void> {
  if (given.factsOnly === true) return;
  const stand = start(architecture, given, registry);
  const result = valueAndGradients((weights) => {
    const { outputs, state } = applyNetwork(stand.network, {
      ...stand,
      weights,
      training: true,
      rng: createRng(2),
    });
    const cotangent = (z: tf.Tensor, i: number) => tf.tensor(createRng(3).fold(i).normal(z.size), z.shape);
    return { loss: tf.addN(outputs.map((z, i) => tf.sum(tf.mul(z, cotangent(z, i))))), extras: state };
  }, stand.weights);
  for (const [name, gradient] of Object.entries(result.gradients)) {
    const values = await gradient.data();
    if (!values.every(Number.isFinite))
      fail(`The gradient of "${name}" is not finite for ${describeCase(given)}.`);
    if (values.every((value) => value === 0))
      fail(`The gradient of "${name}" is zero for ${describeCase(given)}.`);
  }
  result.loss.dispose();
  disposeTensors(result.gradients);
  disposeTensors(result.extras);
  free(stand);
}

function impossibleShapesRefused(subject: Subject): void {
  for (const given of subject.refused) {
    const architecture = subject.registry.create('architecture', refOf(subject, given));
    try {
      compileNetwork(graphOf(architecture, given), subject.registry);
    } catch (error) {
      if (isConvlabError(error) && error.code.startsWith('E_SHAPE_') && error.expected !== undefined)
        continue;
      return fail(
        'A shape is refused without a code E_SHAPE_… or without saying what would fit.',
        String(error),
      );
    }
    fail(`The shape ${describeCase(given)} is accepted.`);
  }
}
