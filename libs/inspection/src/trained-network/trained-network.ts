import { ConvlabError, createRng, type NamedTensors } from '@convlab/core';
import { applyNetwork, type CompiledNetwork } from '@convlab/network';
import type * as tf from '@tensorflow/tfjs';

/** A network with its weights and statistics: what can be looked into. The caller keeps owning the tensors. */
export interface TrainedNetwork {
  readonly network: CompiledNetwork;
  readonly weights: NamedTensors;
  readonly state: NamedTensors;
}

/** The outputs of a batch in inference, [N, numOutputs]. The caller owns the tensor. */
export function infer({ network, weights, state }: TrainedNetwork, input: tf.Tensor): tf.Tensor {
  return applyNetwork(network, { weights, state, input, training: false, rng: createRng(0) }).outputs[0];
}

/**
 * Demands one image for one of the network's outputs.
 *
 * @throws {ConvlabError} E_INSPECTION_INPUT, E_INSPECTION_OUTPUT
 */
export function requireImageAndOutput({ network }: TrainedNetwork, image: tf.Tensor, output: number): void {
  const shape = [1, ...network.graph.inputShape];
  if (image.rank !== 4 || image.shape.join() !== shape.join()) {
    throw new ConvlabError({
      code: 'E_INSPECTION_INPUT',
      message: 'This view looks at one image',
      received: image.shape,
      expected: `an image of shape [${shape.join(', ')}]`,
    });
  }
  const numOutputs = network.outputShape[0] ?? 0;
  if (Number.isInteger(output) && output >= 0 && output < numOutputs) return;
  throw new ConvlabError({
    code: 'E_INSPECTION_OUTPUT',
    message: 'The network has no such output',
    received: output,
    expected: `a whole number from 0 to ${numOutputs - 1}`,
  });
}
