import { ConvlabError, createRng } from '@convlab/core';
import { applyNetwork, INPUT, type CompiledNetwork, type CompiledNode } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { featureMaps } from '../feature-maps/feature-maps.ts';
import type { PixelMap } from '../saliency/saliency.ts';
import { requireImageAndOutput, type TrainedNetwork } from '../trained-network/trained-network.ts';

/**
 * Grad-CAM: where the maps of a node speak for an output.
 *
 * w[c] = mean over i, j of ∂ output / ∂ A[i, j, c];  map[i, j] = relu(Σ_c w[c] · A[i, j, c])
 *
 * Usually asked of the last feature map; it has that map's resolution.
 *
 * @param image   one image, [1, H, W, C]
 * @param output  index of the class or target
 * @param node    a node whose output is a feature map; the last one when left out
 * @throws {ConvlabError} E_INSPECTION_INPUT, E_INSPECTION_OUTPUT, E_INSPECTION_NODE
 * @see Selvaraju et al., "Grad-CAM: Visual explanations from deep networks via gradient-based localization", ICCV 2017, eqs. 1 and 2.
 */
export async function gradCam(
  trained: TrainedNetwork,
  image: tf.Tensor,
  output: number,
  node: string = lastMap(trained.network),
): Promise<PixelMap> {
  requireImageAndOutput(trained, image, output);
  const [maps] = await featureMaps(trained, image, [node]);
  const [height = 1, width = 1, channels] = maps?.shape ?? [];
  if (maps === undefined || channels === undefined) throw noMap(node);
  const result = tf.tidy(() => {
    const activations = tf.tensor(maps.values, [1, height, width, channels]);
    const above = (value: tf.Tensor): tf.Tensor =>
      tf.sum(tf.slice(applyAbove(trained, node, value, image), [0, output], [1, 1]));
    const importance = tf.mean(tf.grad(above)(activations), [1, 2], true);
    return tf.relu(tf.sum(tf.mul(importance, activations), 3));
  });
  const values = new Float32Array(await result.data());
  result.dispose();
  return { height, width, values };
}

/** The last node of the main path that is a feature map of more than one pixel, or of one where none is larger. */
function lastMap(network: CompiledNetwork): string {
  const maps = mainPath(network).filter(({ outputShape }) => outputShape.length === 3);
  const large = maps.filter(({ outputShape: [height = 1, width = 1] }) => height * width > 1);
  const found = large.at(-1) ?? maps.at(-1);
  if (found === undefined) throw noMap(network.outputs[0]?.node ?? '');
  return found.name;
}

function mainPath(network: CompiledNetwork): readonly CompiledNode[] {
  const needed = new Set(network.outputs.slice(0, 1).map(({ node }) => node));
  for (const node of network.nodes.toReversed()) {
    if (needed.has(node.name)) node.inputs.forEach((input) => needed.add(input));
  }
  return network.nodes.filter(({ name }) => needed.has(name));
}

/* The network from a node upwards: that node gives `value`, whatever comes into it. */
function applyAbove(
  { network, weights, state }: TrainedNetwork,
  name: string,
  value: tf.Tensor,
  image: tf.Tensor,
): tf.Tensor {
  const nodes = network.nodes.map((node): CompiledNode => {
    if (node.name !== name) return node;
    return { ...node, inputs: [INPUT], layer: { ...node.layer, apply: () => ({ output: value.clone() }) } };
  });
  const request = { weights, state, input: image, training: false };
  return applyNetwork({ ...network, nodes }, { ...request, rng: createRng(0) }).outputs[0];
}

function noMap(node: string): ConvlabError {
  return new ConvlabError({
    code: 'E_INSPECTION_NODE',
    message: 'Grad-CAM needs a node that gives feature maps',
    received: node,
    expected: 'a node whose output is [H, W, C]',
  });
}
