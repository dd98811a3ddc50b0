import {
  ConvlabError,
  deepFreeze,
  formatShape,
  isConvlabError,
  issueError,
  numElements,
  type Layer,
  type NetworkGraph,
  type NetworkNode,
  type NetworkOutput,
  type PluginKind,
  type PluginKinds,
  type PluginRef,
  type Registry,
  type Shape,
  type StateSpec,
  type Trait,
  type WeightInfo,
  type WeightSpec,
} from '@convlab/core';
import { INPUT, orderNodes } from '../graph/order-nodes.ts';

/** A node whose plugin is built and whose shapes are known. */
export interface CompiledNode {
  readonly name: string;
  readonly title: string;
  readonly traits: readonly Trait[];
  readonly layer: Layer;
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Weights by their names within the node. */
  readonly weights: Readonly<Record<string, WeightSpec>>;
  /** Statistics by their names within the node. */
  readonly state: Readonly<Record<string, StateSpec>>;
}

/** A network ready to be given weights: nothing is allocated yet. */
export interface CompiledNetwork {
  readonly graph: NetworkGraph;
  /** In an order in which each comes after what it needs. */
  readonly nodes: readonly CompiledNode[];
  readonly outputs: readonly NetworkOutput[];
  /** Shape of the main output. */
  readonly outputShape: Shape;
  /** Every weight by its full name `<node>/<weight>`, in order. */
  readonly weights: readonly (WeightInfo & { readonly spec: WeightSpec })[];
  /** Number of trainable weights. */
  readonly numWeights: number;
  /** Number of running statistics. */
  readonly numStatistics: number;
}

/** What compiling needs of a registry. */
export type PartSource = Pick<Registry, 'parse'> & {
  create<K extends PluginKind>(kind: K, ref: PluginRef): PluginKinds[K];
};

/**
 * Compiles a graph: orders its nodes, builds their plugins and infers every shape. Allocates no tensor.
 *
 * @throws {ConvlabError} E_NETWORK_…, E_PLUGIN_…, E_CONFIG_… or E_SHAPE_…, naming the node and, as path, its place in the graph
 */
export function compileNetwork(graph: NetworkGraph, registry: PartSource): CompiledNetwork {
  const shapes = new Map<string, Shape>([[INPUT, graph.inputShape]]);
  const nodes = orderNodes(graph).map((node) => {
    const compiled = atNode(graph, node, () => compileNode(node, shapes, registry));
    shapes.set(node.name, compiled.outputShape);
    return compiled;
  });
  const weights = nodes.flatMap(weightsOf);
  return Object.freeze({
    graph: deepFreeze(structuredClone(graph)),
    nodes,
    outputs: graph.outputs,
    outputShape: shapes.get((graph.outputs[0] as NetworkOutput).node) as Shape,
    weights,
    numWeights: sum(weights.map(({ shape }) => numElements(shape))),
    numStatistics: sum(
      nodes.flatMap(({ state }) => Object.values(state).map(({ shape }) => numElements(shape))),
    ),
  });
}

function compileNode(
  node: NetworkNode,
  shapes: ReadonlyMap<string, Shape>,
  registry: PartSource,
): CompiledNode {
  const { kind, ...ref } = node.op;
  const parsed = registry.parse(kind, ref);
  if (!parsed.ok) throw issueError(parsed.issues).under('op');
  const layer = registry.create(kind, parsed.value.ref);
  const inputShapes = node.inputs.map((name) => shapes.get(name) as Shape);
  requireNumInputs(layer, parsed.value.plugin.title, inputShapes.length);
  const { title, traits } = parsed.value.plugin;
  return {
    name: node.name,
    title,
    traits,
    layer,
    inputs: node.inputs,
    inputShapes,
    outputShape: layer.outputShape(inputShapes),
    weights: layer.weights?.(inputShapes) ?? {},
    state: layer.state?.(inputShapes) ?? {},
  };
}

function requireNumInputs(layer: Layer, title: string, received: number): void {
  const { min, max } = layer.numInputs ?? { min: 1, max: 1 };
  if (received >= min && received <= max) return;
  throw new ConvlabError({
    code: 'E_NETWORK_INPUTS',
    message: `${title} does not take ${received} inputs`,
    expected: min === max ? `${min}` : `${min} to ${max === Infinity ? 'any number' : max}`,
  });
}

/** Runs `compile` and says in any coded error which node it was and what came into it. */
function atNode(graph: NetworkGraph, node: NetworkNode, compile: () => CompiledNode): CompiledNode {
  try {
    return compile();
  } catch (error) {
    if (!isConvlabError(error)) throw error;
    const located = error.under('nodes', graph.nodes.indexOf(node));
    throw new ConvlabError({
      code: located.code,
      message: `Node "${node.name}" (${node.op.id}): ${located.summary}`,
      received: located.received,
      cause: error,
      ...(located.path === undefined ? {} : { path: located.path }),
      ...(located.expected === undefined ? {} : { expected: located.expected }),
      ...(located.hint === undefined ? {} : { hint: located.hint }),
    });
  }
}

function weightsOf(node: CompiledNode): CompiledNetwork['weights'] {
  return Object.entries(node.weights).map(([name, spec]) => ({
    name: `${node.name}/${name}`,
    role: spec.role,
    ...(spec.inputAxes === undefined ? {} : { inputAxes: spec.inputAxes }),
    shape: spec.shape,
    spec,
  }));
}

/**
 * Demands that the main output is one value per class or target.
 *
 * @throws {ConvlabError} E_NETWORK_OUTPUT
 */
export function requireOutputs(network: CompiledNetwork, numOutputs: number): void {
  const [size, ...rest] = network.outputShape;
  if (rest.length === 0 && size === numOutputs) return;
  throw new ConvlabError({
    code: 'E_NETWORK_OUTPUT',
    message: `The network's main output has shape ${formatShape(network.outputShape)}`,
    expected: formatShape([numOutputs]),
    hint: 'End the network with a dense layer (or global pooling) of that size.',
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
