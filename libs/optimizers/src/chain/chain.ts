import type { NamedTensors, OptimizerState, Transformation } from '@convlab/core';

/** State of {@link chain}: that of each part, by its place. */
export type ChainState = Readonly<Record<string, OptimizerState>>;

/**
 * Transformations one after another: the updates of each are the gradients of the next.
 *
 * @see DeepMind’s optax, `chain`.
 */
export function chain(...parts: readonly Transformation[]): Transformation<ChainState> {
  return {
    init: (weights) => Object.fromEntries(parts.map((part, i) => [String(i), part.init(weights)])),
    update: (gradients, state, context) => {
      const next: Record<string, OptimizerState> = {};
      let current: NamedTensors = gradients;
      parts.forEach((part, i) => {
        const result = part.update(current, state[String(i)] ?? {}, context);
        if (current !== gradients) Object.values(current).forEach((value) => value.dispose());
        current = result.updates;
        next[String(i)] = result.state;
      });
      const updates = current === gradients ? cloneAll(gradients) : current;
      return { updates, state: next };
    },
  };
}

function cloneAll(tensors: NamedTensors): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, value.clone()]));
}
