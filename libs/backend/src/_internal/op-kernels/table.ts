import type * as tf from '@tensorflow/tfjs';
import type { KernelArgs, Runtime } from '../runtime.ts';

/** A kernel that only this backend has, with its gradient. */
export interface OpKernel {
  name: string;
  run: (runtime: Runtime, args: KernelArgs) => tf.TensorInfo | tf.TensorInfo[];
  gradient?: Pick<tf.GradConfig, 'inputsToSave' | 'outputsToSave'> & {
    /** Gradients per input, from those of the outputs and the saved inputs and outputs; computed when asked for. */
    of: (
      dys: tf.Tensor[],
      saved: tf.Tensor[],
      attrs: Record<string, unknown>,
    ) => Record<string, () => tf.Tensor>;
  };
}

/** Input `name`, which the calling op always gives. */
export function input(args: KernelArgs, name: string): tf.TensorInfo {
  const info = args.inputs[name];
  if (info === undefined) throw new Error(`kernel input ${name} is missing`);
  return info;
}
