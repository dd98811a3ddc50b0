import { momentumStep } from '@convlab/backend';
import type { NamedTensors, Transformation } from '@convlab/core';
import { listed, named, zerosLike } from '../_internal/named.ts';

/** Options of {@link trace}. */
export interface TraceOptions {
  /** Share of the trace that each step keeps: the momentum. */
  readonly decay: number;
  /** Look ahead by one more step of the trace. */
  readonly nesterov?: boolean;
}

/** State of {@link trace}. */
export type TraceState = { readonly trace: NamedTensors };

/**
 * Momentum: a decaying sum of gradients.
 *
 * trace <- decay · trace + g; update = trace, or g + decay · trace with nesterov
 *
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013. The form is PyTorch’s and optax’s, with the learning rate outside.
 */
export function trace({ decay, nesterov = false }: TraceOptions): Transformation<TraceState> {
  return {
    init: (weights) => ({ trace: zerosLike(weights) }),
    update: (gradients, state, { donate = false }) => {
      const names = Object.keys(gradients);
      const stepped = momentumStep(listed(gradients, names), listed(state.trace, names), {
        decay,
        nesterov,
        donate,
      });
      return { updates: named(names, stepped.updates), state: { trace: named(names, stepped.traces) } };
    },
  };
}
