import type { Layer, LayerCall, LayerResult, Shape } from '@convlab/core';
import { soleShape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';

/** A layer's result whose intermediate tensors are freed. A result that is an input is cloned, so that it has one owner. */
export function result(call: LayerCall, compute: () => tf.Tensor): LayerResult {
  return {
    output: tf.tidy(() => {
      const output = compute();
      return call.inputs.includes(output) ? output.clone() : output;
    }),
  };
}

/** A layer that changes each element (or each vector of channels) by itself and has no weights. */
export function shapeless(compute: (x: tf.Tensor) => tf.Tensor): Layer {
  return {
    outputShape: (inputs: readonly Shape[]) => soleShape(inputs),
    apply: (call) => result(call, () => compute(call.inputs[0])),
  };
}
