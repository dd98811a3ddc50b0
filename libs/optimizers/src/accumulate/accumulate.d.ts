import type { NamedTensors, OptimizerState, Transformation } from '@convlab/core';
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
export declare function accumulate(inner: Transformation, steps: number): Transformation<AccumulateState>;
//# sourceMappingURL=accumulate.d.ts.map