import type {
  NetworkGraph,
  NetworkNode,
  NetworkOutput,
  NetworkStage,
  Operation,
  OperationKind,
  PluginRef,
  Shape,
} from '@convlab/core';
import { INPUT } from '../graph/order-nodes.ts';

/** A node of a network under construction, by name. */
export interface NodeHandle {
  readonly name: string;
}

/** Builds a {@link NetworkGraph} node by node. */
export interface NetworkBuilder {
  /** The network's input. */
  readonly input: NodeHandle;
  /**
   * Adds a node.
   *
   * @param name    unique name; weights are named `<name>/<weight>`
   * @param kind    what may stand there: layer, normalization or activation
   * @param ref     the plugin, by id or with its configuration
   * @param inputs  earlier nodes
   */
  add(
    name: string,
    kind: OperationKind,
    ref: PluginRef,
    ...inputs: readonly [NodeHandle, ...NodeHandle[]]
  ): NodeHandle;
  /** Marks a node's output as the feature map of a stage; gives the node back. */
  stage(name: string, node: NodeHandle): NodeHandle;
  /** The finished graph. The first output is the main one. */
  build(main: NodeHandle, ...auxiliary: readonly NetworkOutput[]): NetworkGraph;
}

/**
 * A builder of network graphs.
 *
 * @param inputShape  shape of one example, without the batch axis
 * @example
 * const b = networkBuilder([28, 28, 1]);
 * const conv = b.add('conv1', 'layer', { id: 'conv', filters: 8, kernelSize: [3, 3] }, b.input);
 * const graph = b.build(b.add('logits', 'layer', { id: 'dense', units: 10 }, b.add('flat', 'layer', 'flatten', conv)));
 */
export function networkBuilder(inputShape: Shape): NetworkBuilder {
  const nodes: NetworkNode[] = [];
  const stages: NetworkStage[] = [];
  return {
    input: { name: INPUT },
    add(name, kind, ref, ...inputs) {
      nodes.push({ name, op: operation(kind, ref), inputs: inputs.map((input) => input.name) });
      return { name };
    },
    stage(name, node) {
      stages.push({ name, node: node.name });
      return node;
    },
    build: (main, ...auxiliary) => ({
      version: 1,
      inputShape,
      nodes,
      outputs: [{ node: main.name }, ...auxiliary],
      ...(stages.length === 0 ? {} : { stages }),
    }),
  };
}

function operation(kind: OperationKind, ref: PluginRef): Operation {
  return typeof ref === 'string' ? { kind, id: ref } : { ...ref, kind };
}
