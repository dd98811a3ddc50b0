import type { Layer, LayerCall, LayerResult } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
/** A layer's result whose intermediate tensors are freed. A result that is an input is cloned, so that it has one owner. */
export declare function result(call: LayerCall, compute: () => tf.Tensor): LayerResult;
/** A layer that changes each element (or each vector of channels) by itself and has no weights. */
export declare function shapeless(compute: (x: tf.Tensor) => tf.Tensor): Layer;
//# sourceMappingURL=layer-result.d.ts.map