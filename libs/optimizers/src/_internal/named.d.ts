import type { NamedTensors, OptimizerState } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
/** Each tensor of a named collection replaced. */
export declare function mapNamed(tensors: NamedTensors, change: (value: tf.Tensor, name: string) => tf.Tensor): Record<string, tf.Tensor>;
/** Zeros like each tensor of a named collection. */
export declare function zerosLike(tensors: NamedTensors): Record<string, tf.Tensor>;
/** The tensor called `name`: states hold one for each weight that gradients come for. */
export declare function at(tensors: NamedTensors, name: string): tf.Tensor;
/** A result with named tensors at any depth, whose intermediate tensors are freed. */
export declare function tidied<T extends object>(compute: () => T): T;
/** A copy of a state with tensors of its own: what passes a state on must not share it, as each state has one owner. */
export declare function cloneState<TState extends OptimizerState>(state: TState): TState;
//# sourceMappingURL=named.d.ts.map