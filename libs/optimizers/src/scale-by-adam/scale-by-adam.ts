import { adamStep } from '@convlab/backend';
import type { NamedTensors, Transformation } from '@convlab/core';
import { listed, named, zerosLike } from '../_internal/named.ts';

/** Options of {@link scaleByAdam}. */
export interface AdamOptions {
  /** Decay of the first moment. */
  readonly beta1: number;
  /** Decay of the second moment. */
  readonly beta2: number;
  /** Added to the root of the second moment. */
  readonly epsilon: number;
  /** Divide by the largest second moment so far. */
  readonly amsgrad?: boolean;
}

/** State of {@link scaleByAdam}. */
export type AdamState = {
  readonly count: number;
  readonly firstMoment: NamedTensors;
  readonly secondMoment: NamedTensors;
  /** Largest second moment so far; empty without `amsgrad`. */
  readonly largest: NamedTensors;
};

/**
 * Adam’s rescaling of gradients.
 *
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g²
 * update = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon); with amsgrad, v is the largest v so far
 *
 * @see Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; Reddi et al., "On the convergence of
 * Adam and beyond", ICLR 2018, algorithm 2. Deviation: amsgrad corrects the bias, as PyTorch does.
 */
export function scaleByAdam({
  beta1,
  beta2,
  epsilon,
  amsgrad = false,
}: AdamOptions): Transformation<AdamState> {
  return {
    init: (weights) => ({
      count: 0,
      firstMoment: zerosLike(weights),
      secondMoment: zerosLike(weights),
      largest: amsgrad ? zerosLike(weights) : {},
    }),
    update: (gradients, state, { donate = false }) => {
      const names = Object.keys(gradients);
      const count = state.count + 1;
      const moments = {
        first: listed(state.firstMoment, names),
        second: listed(state.secondMoment, names),
        ...(amsgrad ? { largest: listed(state.largest, names) } : {}),
      };
      const stepped = adamStep(listed(gradients, names), moments, {
        step: count,
        beta1,
        beta2,
        epsilon,
        donate,
      });
      const { first, second, largest } = stepped.moments;
      return {
        updates: named(names, stepped.updates),
        state: {
          count,
          firstMoment: named(names, first),
          secondMoment: named(names, second),
          largest: largest ? named(names, largest) : {},
        },
      };
    },
  };
}
