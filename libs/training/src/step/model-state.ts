import type { NamedTensors, OptimizerState } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** All tensors that a training carries from update to update. Whoever holds it owns them. */
export interface ModelState {
  readonly weights: NamedTensors;
  /** Running statistics. */
  readonly statistics: NamedTensors;
  readonly optimizer: OptimizerState;
}

/** Every tensor of an optimizer's state by path, such as `adam/mu/conv1/kernel`, and every number likewise. */
export function flattenOptimizerState(state: OptimizerState): {
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  readonly numbers: Readonly<Record<string, number>>;
} {
  const tensors: Record<string, tf.Tensor> = {};
  const numbers: Record<string, number> = {};
  const walk = (node: OptimizerState, prefix: readonly string[]): void => {
    for (const [field, value] of Object.entries(node)) {
      const path = [...prefix, field];
      if (typeof value === 'number') numbers[JSON.stringify(path)] = value;
      else if (value instanceof tf.Tensor) tensors[JSON.stringify(path)] = value;
      else walk(value, path);
    }
  };
  walk(state, []);
  return { tensors, numbers };
}

/** The inverse of {@link flattenOptimizerState}. */
export function unflattenOptimizerState(
  template: OptimizerState,
  leaves: {
    readonly tensors: Readonly<Record<string, tf.Tensor>>;
    readonly numbers: Readonly<Record<string, number>>;
  },
): OptimizerState {
  const rebuild = (node: OptimizerState, prefix: readonly string[]): OptimizerState =>
    Object.fromEntries(
      Object.entries(node).map(([field, value]) => {
        const path = [...prefix, field];
        const key = JSON.stringify(path);
        const leaf = typeof value === 'number' ? leaves.numbers[key] : leaves.tensors[key];
        return [field, leaf ?? rebuild(value as OptimizerState, path)];
      }),
    );
  return rebuild(template, []);
}

/** Every tensor of a model state. */
export function tensorsOf(state: ModelState): readonly tf.Tensor[] {
  return [
    ...Object.values(state.weights),
    ...Object.values(state.statistics),
    ...Object.values(flattenOptimizerState(state.optimizer).tensors),
  ];
}

/** Disposes of what `before` owns and `after` does not share. */
export function disposeReplaced(before: ModelState, after?: ModelState): void {
  const kept = new Set(after === undefined ? [] : tensorsOf(after));
  for (const tensor of tensorsOf(before)) if (!kept.has(tensor)) tensor.dispose();
}
