import type { OptimizerState, Transformation } from '@convlab/core';
/** State of {@link chain}: that of each part, by its place. */
export type ChainState = Readonly<Record<string, OptimizerState>>;
/**
 * Transformations one after another: the updates of each are the gradients of the next.
 *
 * @see DeepMind’s optax, `chain`.
 */
export declare function chain(...parts: readonly Transformation[]): Transformation<ChainState>;
//# sourceMappingURL=chain.d.ts.map