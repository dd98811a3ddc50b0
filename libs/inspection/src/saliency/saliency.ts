import * as tf from '@tensorflow/tfjs';
import { infer, requireImageAndOutput, type TrainedNetwork } from '../trained-network/trained-network.ts';

/** A number for each pixel of the image, row by row. */
export interface PixelMap {
  readonly height: number;
  readonly width: number;
  readonly values: Float32Array;
}

/**
 * Gradient saliency: how much each pixel moves an output.
 *
 * map[i, j] = max over c of |∂ output / ∂ x[i, j, c]|
 *
 * @param image   one image, [1, H, W, C]
 * @param output  index of the class or target
 * @throws {ConvlabError} E_INSPECTION_INPUT, E_INSPECTION_OUTPUT
 * @see Simonyan, Vedaldi & Zisserman, "Deep inside convolutional networks", 2014, §3.1.
 */
export async function saliencyMap(
  trained: TrainedNetwork,
  image: tf.Tensor,
  output: number,
): Promise<PixelMap> {
  requireImageAndOutput(trained, image, output);
  const map = tf.tidy(() => {
    const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.slice(infer(trained, x), [0, output], [1, 1])))(
      image,
    );
    return tf.max(tf.abs(gradient), 3);
  });
  const values = new Float32Array(await map.data());
  map.dispose();
  const [, height = 1, width = 1] = image.shape;
  return { height, width, values };
}
