import { numElements, type JsonObject, type Operation, type OperationKind, type Shape } from '@convlab/core';
import type { CompiledNetwork, CompiledNode } from '@convlab/network';
import { connectionCounts, type ConnectionCounts } from '../connection-counts/connection-counts.ts';
import { outputSize, type OutputSize } from '../output-size/output-size.ts';
import { receptiveFields, type ReceptiveField } from '../receptive-field/receptive-field.ts';

/** What storing and computing costs, for one example. */
export interface Cost {
  /** Trainable weights. */
  readonly numWeights: number;
  /** Running statistics, such as batch normalization's means and variances. */
  readonly numStatistics: number;
  /** Multiply–adds of convolutions and dense layers. */
  readonly multiplyAdds: number;
  /** Elements of the feature maps. */
  readonly activationElements: number;
}

/** One row of a cost table. */
export interface NodeDescription extends Cost {
  readonly name: string;
  readonly kind: OperationKind;
  /** Id of the plugin as the graph names it. */
  readonly id: string;
  /** Title of the plugin. */
  readonly title: string;
  /** Configuration of the plugin as the graph has it; what is left out has its default. */
  readonly config: JsonObject;
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** How the feature map's size comes about; null where nothing slides. */
  readonly outputSize: OutputSize | null;
  /** Bytes of the output in float32. */
  readonly activationBytes: number;
  readonly receptiveField: ReceptiveField;
  /** Weights by kind of connection; null where nothing slides. */
  readonly connections: ConnectionCounts | null;
  /** Whether the node leads to auxiliary outputs only and is left out of inference. */
  readonly trainingOnly: boolean;
}

/** One stage: a feature map with a name. */
export interface StageDescription {
  readonly name: string;
  readonly node: string;
  readonly shape: Shape;
  readonly channels: number;
  /** How many input pixels one step on the map is, as [height, width]; null when there is no map. */
  readonly reduction: readonly [number, number] | null;
  readonly receptiveField: ReceptiveField;
}

/** A network's cost table. Plain JSON. */
export interface NetworkDescription {
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** In an order in which each node comes after what it needs. */
  readonly nodes: readonly NodeDescription[];
  readonly stages: readonly StageDescription[];
  readonly totals: {
    /** Of all nodes, auxiliary outputs included. */
    readonly training: Cost;
    /** Of the nodes that the main output needs. */
    readonly inference: Cost;
  };
}

/** Bytes of one float32. */
export const BYTES_PER_ELEMENT = 4;

/**
 * What each node of a network costs and sees.
 *
 * weights k·k·C/groups·F + F; multiply–adds oH·oW·F·k·k·C/groups; activations oH·oW·F: as each layer itself declares them.
 *
 * Allocates no tensor and calls nothing of TensorFlow.js, so a form can ask at each key press, also in a browser.
 */
export function describeNetwork(network: CompiledNetwork): NetworkDescription {
  const fields = receptiveFields(network);
  const operations = new Map(network.graph.nodes.map(({ name, op }) => [name, op]));
  const inInference = inferenceNodes(network);
  const nodes = network.nodes.map((node): NodeDescription => {
    const op = operations.get(node.name);
    const cost = costOf(node);
    return {
      name: node.name,
      kind: op?.kind ?? 'layer',
      id: op?.id ?? '',
      title: node.title,
      config: configOf(op),
      inputs: node.inputs,
      inputShapes: node.inputShapes,
      outputShape: node.outputShape,
      outputSize: outputSize(node),
      ...cost,
      activationBytes: cost.activationElements * BYTES_PER_ELEMENT,
      receptiveField: fields.get(node.name) as ReceptiveField,
      connections: connectionCounts(node),
      trainingOnly: !inInference.has(node.name),
    };
  });
  return {
    inputShape: network.graph.inputShape,
    outputShape: network.outputShape,
    nodes,
    stages: describeStages(network, nodes),
    totals: { training: total(nodes), inference: total(nodes.filter(({ trainingOnly }) => !trainingOnly)) },
  };
}

function configOf(op: Operation | undefined): JsonObject {
  if (op === undefined) return {};
  const { kind: _kind, id: _id, version: _version, ...config } = op;
  return config;
}

function costOf(node: CompiledNode): Cost {
  const elements = (specs: Readonly<Record<string, { readonly shape: Shape }>>): number =>
    Object.values(specs).reduce((sum, { shape }) => sum + numElements(shape), 0);
  return {
    numWeights: elements(node.weights),
    numStatistics: elements(node.state),
    multiplyAdds: node.layer.multiplyAdds?.(node.inputShapes) ?? 0,
    activationElements: numElements(node.outputShape),
  };
}

function total(costs: readonly Cost[]): Cost {
  const sum = (key: keyof Cost): number => costs.reduce((so, cost) => so + cost[key], 0);
  return {
    numWeights: sum('numWeights'),
    numStatistics: sum('numStatistics'),
    multiplyAdds: sum('multiplyAdds'),
    activationElements: sum('activationElements'),
  };
}

function inferenceNodes(network: CompiledNetwork): ReadonlySet<string> {
  const needed = new Set(
    network.outputs.filter(({ trainingOnly }) => trainingOnly !== true).map(({ node }) => node),
  );
  for (const node of network.nodes.toReversed()) {
    if (needed.has(node.name)) node.inputs.forEach((input) => needed.add(input));
  }
  return needed;
}

function describeStages(
  network: CompiledNetwork,
  nodes: readonly NodeDescription[],
): readonly StageDescription[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return (network.graph.stages ?? []).flatMap(({ name, node }) => {
    const found = byName.get(node);
    if (found === undefined) return [];
    const { outputShape, receptiveField } = found;
    const channels = outputShape.at(-1) ?? 1;
    const reduction = receptiveField.local?.stride ?? null;
    return [{ name, node, shape: outputShape, channels, reduction, receptiveField }];
  });
}
