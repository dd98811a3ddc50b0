import { ConvlabError, createRng } from '@convlab/core';
import { applyNetwork, disposeTensors } from '@convlab/network';
import type * as tf from '@tensorflow/tfjs';
import type { TrainedNetwork } from '../trained-network/trained-network.ts';

/** A node's output for one example. */
export interface FeatureMaps {
  readonly node: string;
  /** Without the batch axis: [H, W, C] or [C]. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * What chosen nodes give for one example, in inference.
 *
 * @param input  a batch of one, [1, ...inputShape]
 * @throws {ConvlabError} E_INSPECTION_NODE when a node does not exist
 */
export async function featureMaps(
  trained: TrainedNetwork,
  input: tf.Tensor,
  nodes: readonly string[],
): Promise<readonly FeatureMaps[]> {
  const { network, weights, state } = trained;
  const unknown = nodes.find((node) => !network.nodes.some(({ name }) => name === node));
  if (unknown !== undefined) {
    throw new ConvlabError({
      code: 'E_INSPECTION_NODE',
      message: `There is no node called "${unknown}"`,
      received: unknown,
      expected: 'the name of a node of this network',
    });
  }
  const taps = [...new Set(nodes)];
  const result = applyNetwork(network, {
    weights,
    state,
    input,
    training: false,
    rng: createRng(0),
    taps,
  });
  try {
    return await Promise.all(
      nodes.map(async (node) => {
        const tensor = result.taps[node] as tf.Tensor;
        return { node, shape: tensor.shape.slice(1), values: new Float32Array(await tensor.data()) };
      }),
    );
  } finally {
    disposeTensors(result.taps);
    // A tapped output node is one tensor under two names.
    for (const output of result.outputs) if (!output.isDisposed) output.dispose();
  }
}
