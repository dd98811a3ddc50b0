import { createRng, type Loss } from '@convlab/core';
import {
  describeNetwork,
  featureMaps,
  gradCam,
  occlusionMap,
  saliencyMap,
  type FeatureMaps,
  type PixelMap,
  type TrainedNetwork,
} from '@convlab/inspection';
import { applyNetwork } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';

/** Why a network says what it says of an image. */
export interface Explanation {
  /** Where the last feature map speaks for the output; `null` for a network without feature maps. */
  readonly gradCam: PixelMap | null;
  readonly saliency: PixelMap;
}

/* Enough squares to see where, few enough to wait for. */
const SQUARES_PER_SIDE = 14;
/* What one batch of covered images may cost, so that progress is heard of about every second. */
const BATCH_MULTIPLY_ADDS = 2e9;
const MAX_BATCH = 32;

/** What the main output stands for, such as the probability of each class. */
export async function predictionOf(
  trained: TrainedNetwork,
  image: tf.Tensor,
  loss: Loss,
): Promise<Float32Array> {
  const { network, weights, state } = trained;
  const predictions = tf.tidy(() => {
    const { outputs } = applyNetwork(network, {
      weights,
      state,
      input: image,
      training: false,
      rng: createRng(0),
    });
    return loss.predictions(outputs[0]);
  });
  const values = new Float32Array(await predictions.data());
  predictions.dispose();
  return values;
}

/** The maps that one pass back through the network gives. */
export async function explain(
  trained: TrainedNetwork,
  image: tf.Tensor,
  output: number,
): Promise<Explanation> {
  const hasMaps = trained.network.nodes.some(({ outputShape }) => outputShape.length === 3);
  return {
    gradCam: hasMaps ? await gradCam(trained, image, output) : null,
    saliency: await saliencyMap(trained, image, output),
  };
}

/**
 * How much the output falls where the image is covered, for each cell of a grid: the mean over the squares that cover the cell.
 *
 * Squares are two cells wide and filled with the mean of the image.
 */
export async function occlude(
  trained: TrainedNetwork,
  image: tf.Tensor,
  output: number,
  onProgress: (share: number) => Promise<void>,
): Promise<PixelMap> {
  const [height = 1, width = 1] = trained.network.graph.inputShape;
  const strides = Math.ceil(Math.max(height, width) / SQUARES_PER_SIDE);
  const { multiplyAdds } = describeNetwork(trained.network).totals.inference;
  const batchSize = Math.min(MAX_BATCH, Math.max(1, Math.floor(BATCH_MULTIPLY_ADDS / multiplyAdds)));
  const pixels = new Float32Array(await image.data());
  const value = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const squares = await occlusionMap(trained, image, output, {
    size: 2 * strides,
    strides,
    value,
    batchSize,
    onProgress,
  });
  return meanOfCovering(squares);
}

/** From squares of two cells, each named by its first cell, to cells: the mean of those that lie over each. */
export function meanOfCovering({ height, width, values }: PixelMap): PixelMap {
  const at = (row: number, column: number): number[] =>
    row < 0 || column < 0 ? [] : [values[row * width + column] ?? 0];
  const cells = Float32Array.from(values, (_, cell) => {
    const [row, column] = [Math.floor(cell / width), cell % width];
    const over = [at(row, column), at(row - 1, column), at(row, column - 1), at(row - 1, column - 1)].flat();
    return over.reduce((sum, value) => sum + value, 0) / over.length;
  });
  return { height, width, values: cells };
}

/** The output of one node for an image. */
export async function mapsOf(trained: TrainedNetwork, image: tf.Tensor, node: string): Promise<FeatureMaps> {
  const [maps] = await featureMaps(trained, image, [node]);
  return maps as FeatureMaps;
}
