import type { NamedTensors, Rng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { CompiledNetwork } from '../compile/compile-network.ts';

/**
 * First values of every weight, by full name. The caller owns the tensors.
 *
 * Each weight draws from the stream of its own name, so that adding a layer leaves the others' first values as they were.
 */
export function initializeWeights(network: CompiledNetwork, rng: Rng): NamedTensors {
  return Object.fromEntries(
    network.weights.map(({ name, spec }) => {
      const values = spec.initializer.init(spec.shape, spec, rng.fold(name));
      return [name, tf.tensor(values, [...spec.shape])];
    }),
  );
}

/** First values of every running statistic, by full name `<node>/<statistic>`. The caller owns the tensors. */
export function initializeState(network: CompiledNetwork): NamedTensors {
  return Object.fromEntries(
    network.nodes.flatMap((node) =>
      Object.entries(node.state).map(([name, { shape, initialValue }]) => [
        `${node.name}/${name}`,
        tf.fill([...shape], initialValue),
      ]),
    ),
  );
}
