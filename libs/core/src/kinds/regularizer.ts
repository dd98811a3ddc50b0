import type { Tensor } from '@tensorflow/tfjs';
import type { WeightRole } from './layer.ts';
import type { NetworkGraph } from './network-graph.ts';

/** A weight as a regularizer or constraint sees it. */
export interface WeightInfo {
  /** Full name, `<node>/<weight>`. */
  readonly name: string;
  readonly role: WeightRole;
  readonly shape: readonly number[];
  /** The axes that run over the inputs of one unit; all but the last when left out. */
  readonly inputAxes?: readonly number[];
}

/**
 * A regularizer: anything that makes a network fit its training data less, so that it generalizes better.
 *
 * Each part is optional; all act in training only.
 */
export interface Regularizer {
  /** Whether it acts on a weight; kernels only when left out. */
  appliesTo?(weight: WeightInfo): boolean;
  /** A scalar added to the training loss for each weight it applies to. */
  penalty?(value: Tensor, weight: WeightInfo): Tensor;
  /** Replaces each weight it applies to after every update: a projection or a proximal step. */
  project?(value: Tensor, weight: WeightInfo, context: { readonly learningRate: number }): Tensor;
  /** Rewrites the network before training, as dropout does. */
  rewrite?(graph: NetworkGraph): NetworkGraph;
}

/** A constraint: a projection of one weight onto its feasible set, applied after every update. Idempotent. */
export interface Constraint {
  project(value: Tensor, weight: WeightInfo): Tensor;
}
