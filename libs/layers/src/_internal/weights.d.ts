import type { LayerCall } from '@convlab/core';
import type { Tensor } from '@tensorflow/tfjs';
/** A weight that the layer itself declared. */
export declare function weight<T extends Tensor>({ weights }: LayerCall, name: string): T;
//# sourceMappingURL=weights.d.ts.map