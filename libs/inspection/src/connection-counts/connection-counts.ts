import { numElements } from '@convlab/core';
import type { CompiledNode } from '@convlab/network';

/** How many weights one layer would have if it connected the same maps in other ways. */
export interface ConnectionCounts {
  /** Every output with every input: (H · W · C) · (oH · oW · F) + biases. */
  readonly dense: number;
  /** Every output with its own window, nothing shared: one weight for each multiply–add, + biases. */
  readonly locallyConnected: number;
  /** As it is: one kernel for all positions. */
  readonly shared: number;
}

/**
 * Weights of a convolution against those of a locally connected and of a dense layer between the same maps.
 *
 * An unshared layer has a weight of its own for each multiply–add, so its count is the layer's multiply–adds; biases, where
 * the layer has them, are one per output.
 *
 * @returns null for a node without a sliding window or without a kernel
 * @see LeCun, "Generalization and network design strategies", 1989, for the three kinds of connection.
 */
export function connectionCounts(
  node: Pick<CompiledNode, 'layer' | 'inputShapes' | 'outputShape' | 'weights'>,
): ConnectionCounts | null {
  const window = node.layer.window?.(node.inputShapes);
  const specs = Object.values(node.weights);
  if (window === undefined || window === 'global' || !specs.some(({ role }) => role === 'kernel'))
    return null;
  const outputs = numElements(node.outputShape);
  const inputs = node.inputShapes.reduce((sum, shape) => sum + numElements(shape), 0);
  const biases = specs.some(({ role }) => role === 'bias') ? outputs : 0;
  return {
    dense: inputs * outputs + biases,
    locallyConnected: (node.layer.multiplyAdds?.(node.inputShapes) ?? 0) + biases,
    shared: specs.reduce((sum, { shape }) => sum + numElements(shape), 0),
  };
}
