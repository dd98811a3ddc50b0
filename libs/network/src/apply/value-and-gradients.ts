import type { NamedTensors } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** What a differentiated function gives: a loss, and tensors to carry out beside it. */
export interface LossAndExtras {
  /** Scalar. */
  readonly loss: tf.Tensor;
  /** Tensors to return as they are, such as new statistics; no gradient is taken of them. */
  readonly extras?: NamedTensors;
}

/** A loss, its gradients by weight name, and what was carried out. The caller owns, and disposes, every tensor. */
export interface ValueAndGradients {
  readonly loss: tf.Scalar;
  readonly gradients: NamedTensors;
  readonly extras: NamedTensors;
}

/**
 * The value of a function of named weights, and its gradient with respect to each.
 *
 * The results outlive any enclosing `tf.tidy`: dispose of them when done.
 *
 * @param f        must reach every weight
 * @param weights  by name; all are differentiated
 */
export function valueAndGradients(
  f: (weights: NamedTensors) => LossAndExtras,
  weights: NamedTensors,
): ValueAndGradients {
  const names = Object.keys(weights);
  let extras: NamedTensors = {};
  const differentiated = tf.valueAndGrads((...values: tf.Tensor[]) => {
    const result = f(Object.fromEntries(names.map((name, i) => [name, values[i] as tf.Tensor])));
    extras = mapTensors(result.extras ?? {}, (value) => tf.keep(value));
    return result.loss as tf.Scalar;
  });
  const { value, grads } = differentiated(names.map((name) => weights[name] as tf.Tensor));
  return {
    loss: tf.keep(value),
    gradients: Object.fromEntries(names.map((name, i) => [name, tf.keep(grads[i] as tf.Tensor)])),
    extras,
  };
}

/** A named collection with each tensor replaced. */
export function mapTensors(
  tensors: NamedTensors,
  change: (value: tf.Tensor, name: string) => tf.Tensor,
): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, change(value, name)]));
}

/** Disposes of every tensor of a named collection. */
export function disposeTensors(tensors: NamedTensors): void {
  for (const value of Object.values(tensors)) value.dispose();
}
