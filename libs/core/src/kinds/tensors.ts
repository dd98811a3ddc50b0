import type { Tensor } from '@tensorflow/tfjs';

/** Tensors by name, such as a network's weights (`conv1/kernel`) or their gradients. */
export type NamedTensors = Readonly<Record<string, Tensor>>;
