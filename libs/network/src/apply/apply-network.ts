import type { NamedTensors, Rng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { CompiledNetwork, CompiledNode } from '../compile/compile-network.ts';
import { INPUT } from '../graph/order-nodes.ts';

/** One application of a network. */
export interface ApplyRequest {
  /** Weights by full name. */
  readonly weights: NamedTensors;
  /** Running statistics by full name. */
  readonly state: NamedTensors;
  /** A batch of examples, [N, ...inputShape]. */
  readonly input: tf.Tensor;
  readonly training: boolean;
  /** The stream of this step; stochastic nodes fold their names into it. Asked in training only. */
  readonly rng: Rng;
  /** Names of nodes whose outputs to return as well. */
  readonly taps?: readonly string[];
}

/** What an application gives. The caller owns every tensor. */
export interface ApplyResult {
  /** The main output first; auxiliary ones only in training. */
  readonly outputs: readonly [tf.Tensor, ...tf.Tensor[]];
  /** Statistics that changed, by full name. */
  readonly state: NamedTensors;
  /** Outputs of the tapped nodes, by name. */
  readonly taps: NamedTensors;
}

/**
 * Applies a network: a pure function of weights, statistics, input, mode and randomness.
 *
 * In inference, each intermediate result is freed once its last reader is done.
 */
export function applyNetwork(network: CompiledNetwork, request: ApplyRequest): ApplyResult {
  const wanted = network.outputs.filter(({ trainingOnly }) => request.training || trainingOnly !== true);
  const needed = ancestors(network, [...wanted.map(({ node }) => node), ...(request.taps ?? [])]);
  const nodes = network.nodes.filter(({ name }) => needed.has(name));
  const keep = new Set([...wanted.map(({ node }) => node), ...(request.taps ?? []), INPUT]);
  // A tidy returns a flat container; names are put back afterwards.
  const state: Record<string, tf.Tensor> = {};
  const results = tf.tidy(() => {
    const values = new Map<string, tf.Tensor>([[INPUT, request.input]]);
    const pending = request.training ? undefined : countReaders(nodes);
    for (const node of nodes) {
      const result = applyNode(node, values, request);
      values.set(node.name, result.output);
      for (const [name, value] of Object.entries(result.state ?? {})) state[`${node.name}/${name}`] = value;
      if (pending !== undefined) release(node, values, pending, keep);
    }
    const outputs = wanted.map(({ node }) => values.get(node) as tf.Tensor);
    const taps = (request.taps ?? []).map((name) => values.get(name) as tf.Tensor);
    return [...outputs, ...taps, ...Object.values(state)];
  });
  const names = request.taps ?? [];
  return {
    outputs: results.slice(0, wanted.length) as [tf.Tensor, ...tf.Tensor[]],
    taps: Object.fromEntries(names.map((name, i) => [name, results[wanted.length + i] as tf.Tensor])),
    state,
  };
}

function applyNode(node: CompiledNode, values: ReadonlyMap<string, tf.Tensor>, request: ApplyRequest) {
  const local = (specs: object, all: NamedTensors): NamedTensors =>
    Object.fromEntries(Object.keys(specs).map((name) => [name, all[`${node.name}/${name}`] as tf.Tensor]));
  return node.layer.apply({
    inputs: node.inputs.map((name) => values.get(name) as tf.Tensor) as [tf.Tensor, ...tf.Tensor[]],
    weights: local(node.weights, request.weights),
    state: local(node.state, request.state),
    training: request.training,
    rng: request.rng.fold(node.name),
  });
}

function ancestors(network: CompiledNetwork, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set(roots);
  for (const node of network.nodes.toReversed()) {
    if (found.has(node.name)) node.inputs.forEach((input) => found.add(input));
  }
  return found;
}

function countReaders(nodes: readonly CompiledNode[]): Map<string, number> {
  const readers = new Map<string, number>();
  for (const name of nodes.flatMap(({ inputs }) => inputs)) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}

function release(
  node: CompiledNode,
  values: Map<string, tf.Tensor>,
  pending: Map<string, number>,
  keep: ReadonlySet<string>,
): void {
  for (const name of node.inputs) {
    const left = (pending.get(name) ?? 1) - 1;
    pending.set(name, left);
    if (left > 0 || keep.has(name)) continue;
    const value = values.get(name);
    values.delete(name);
    // A layer may hand its input through (dropout in inference does); then the tensor lives on under the later name.
    if (value !== undefined && ![...values.values()].includes(value)) value.dispose();
  }
}
