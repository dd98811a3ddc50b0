import type { NamedTensors, OptimizerState } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** Each tensor of a named collection replaced. */
export function mapNamed(
  tensors: NamedTensors,
  change: (value: tf.Tensor, name: string) => tf.Tensor,
): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, change(value, name)]));
}

/** Zeros like each tensor of a named collection. */
export function zerosLike(tensors: NamedTensors): Record<string, tf.Tensor> {
  return mapNamed(tensors, (value) => tf.zeros(value.shape));
}

/** The tensor called `name`: states hold one for each weight that gradients come for. */
export function at(tensors: NamedTensors, name: string): tf.Tensor {
  return tensors[name] as tf.Tensor;
}

/** The tensors called `names`, in their order. */
export function listed(tensors: NamedTensors, names: readonly string[]): tf.Tensor[] {
  return names.map((name) => at(tensors, name));
}

/** Tensors by their names; the inverse of {@link listed}. */
export function named(names: readonly string[], tensors: readonly tf.Tensor[]): Record<string, tf.Tensor> {
  return Object.fromEntries(names.map((name, i) => [name, tensors[i] as tf.Tensor]));
}

/** A result with named tensors at any depth, whose intermediate tensors are freed. */
export function tidied<T extends object>(compute: () => T): T {
  let kept: T | undefined;
  tf.tidy(() => {
    kept = compute();
    return tensorsIn(kept);
  });
  return kept as T;
}

/** A copy of a state with tensors of its own: what passes a state on must not share it, as each state has one owner. */
export function cloneState<TState extends OptimizerState>(state: TState): TState {
  return Object.fromEntries(
    Object.entries(state).map(([field, value]) => [field, cloneField(value)]),
  ) as TState;
}

function cloneField(value: tf.Tensor | number | OptimizerState): tf.Tensor | number | OptimizerState {
  if (typeof value === 'number') return value;
  return value instanceof tf.Tensor ? value.clone() : cloneState(value);
}

/** Every tensor in a state, at any depth. */
export function tensorsIn(value: unknown): tf.Tensor[] {
  if (value instanceof tf.Tensor) return [value as tf.Tensor];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(tensorsIn);
}
