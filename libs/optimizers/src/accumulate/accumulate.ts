import type { NamedTensors, OptimizerState, Transformation } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { at, cloneState, mapNamed, tidied, zerosLike } from '../_internal/named.ts';

/** State of {@link accumulate}. */
export type AccumulateState = {
  /** Gradients summed so far. */
  readonly count: number;
  readonly sum: NamedTensors;
  readonly inner: OptimizerState;
};

/**
 * Averages the gradients of several steps and applies a transformation to the average; in between, updates are zero.
 *
 * Gives the step of a batch `steps` times as large, in the memory of a small one.
 *
 * @param steps  steps that are averaged, integer ≥ 1
 * @see DeepMind’s optax, `MultiSteps`.
 */
export function accumulate(inner: Transformation, steps: number): Transformation<AccumulateState> {
  return {
    init: (weights) => ({ count: 0, sum: zerosLike(weights), inner: inner.init(weights) }),
    update: (gradients, state, context) =>
      tidied(() => {
        const count = state.count + 1;
        const sum = mapNamed(gradients, (g, name) => tf.add(at(state.sum, name), g));
        if (count < steps) {
          return { updates: zerosLike(gradients), state: { count, sum, inner: cloneState(state.inner) } };
        }
        const mean = mapNamed(sum, (value) => tf.div(value, steps));
        const result = inner.update(mean, state.inner, context);
        return {
          updates: result.updates,
          state: { count: 0, sum: zerosLike(gradients), inner: result.state },
        };
      }),
  };
}
