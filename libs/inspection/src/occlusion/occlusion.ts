import { ConvlabError } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import type { PixelMap } from '../saliency/saliency.ts';
import { infer, requireImageAndOutput, type TrainedNetwork } from '../trained-network/trained-network.ts';

/** How the image is covered. */
export interface OcclusionOptions {
  /** Side of the covering square, in pixels. */
  readonly size: number;
  /** Step between squares, in pixels; the side when left out. */
  readonly strides?: number;
  /** Value of the square; 0 when left out, the mean of standardized images. */
  readonly value?: number;
  /** How many covered images are computed at once; 32 when left out. */
  readonly batchSize?: number;
  /** Hears the share that is done, from 0 to 1, after each batch, and is waited for; what it throws ends the computation. */
  readonly onProgress?: (share: number) => void | Promise<void>;
}

/**
 * Occlusion map: how much an output falls when a square of the image is covered.
 *
 * map[i, j] = output(x) − output(x with the square at (i · strides, j · strides) set to `value`)
 *
 * Positive where the network needs what is there. Squares are cut off at the edges, so that they cover the whole image.
 *
 * @param image   one image, [1, H, W, C]
 * @param output  index of the class or target
 * @returns one number for each square, in rows
 * @throws {ConvlabError} E_INSPECTION_INPUT, E_INSPECTION_OUTPUT, E_INSPECTION_OCCLUSION
 * @see Zeiler & Fergus, "Visualizing and understanding convolutional networks", ECCV 2014, §4.2.
 */
export async function occlusionMap(
  trained: TrainedNetwork,
  image: tf.Tensor,
  output: number,
  options: OcclusionOptions,
): Promise<PixelMap> {
  requireImageAndOutput(trained, image, output);
  const { size, strides = size, value = 0, batchSize = 32, onProgress } = options;
  for (const number of [size, strides, batchSize]) requirePositive(number);
  const [, height = 1, width = 1, channels = 1] = image.shape;
  const [rows, columns] = [Math.ceil(height / strides), Math.ceil(width / strides)];
  const pixels = new Float32Array(await image.data());
  const covered = (square: number): Float32Array => {
    const copy = pixels.slice();
    const [top, left] = [Math.floor(square / columns) * strides, (square % columns) * strides];
    for (let y = top; y < Math.min(top + size, height); y++) {
      copy.fill(value, (y * width + left) * channels, (y * width + Math.min(left + size, width)) * channels);
    }
    return copy;
  };
  const [whole = NaN] = await outputsOf(trained, [pixels], image.shape, output);
  const map = new Float32Array(rows * columns);
  for (let start = 0; start < map.length; start += batchSize) {
    const squares = Array.from({ length: Math.min(batchSize, map.length - start) }, (_, i) => start + i);
    const outputs = await outputsOf(trained, squares.map(covered), image.shape, output);
    squares.forEach((square, i) => (map[square] = whole - (outputs[i] ?? NaN)));
    await onProgress?.((start + squares.length) / map.length);
  }
  return { height: rows, width: columns, values: map };
}

async function outputsOf(
  trained: TrainedNetwork,
  images: readonly Float32Array[],
  shape: readonly number[],
  output: number,
): Promise<Float32Array> {
  const batch = new Float32Array(images.length * (images[0]?.length ?? 0));
  images.forEach((image, i) => batch.set(image, i * image.length));
  const column = tf.tidy(() =>
    tf.slice(infer(trained, tf.tensor(batch, [images.length, ...shape.slice(1)])), [0, output], [-1, 1]),
  );
  const values = new Float32Array(await column.data());
  column.dispose();
  return values;
}

function requirePositive(number: number): void {
  if (Number.isInteger(number) && number >= 1) return;
  throw new ConvlabError({
    code: 'E_INSPECTION_OCCLUSION',
    message: 'Sizes, steps and batches are counted in whole pixels and images',
    received: number,
    expected: 'whole numbers of at least 1',
  });
}
