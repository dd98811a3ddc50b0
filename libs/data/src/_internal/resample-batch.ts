import { isNativeBackend, resampleImages } from '@convlab/backend';
import type { PixelMap, Shape } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { fuseSteps, resample, type Fill } from './resample.ts';

/** Below this many values, handing them over and fetching them costs more than native speed gains. */
const NATIVE_FROM = 2048;

/**
 * Resamples the images of a batch, each along its own steps: natively where the backend can, else here. Both give the same bits.
 *
 * @param inputs  [N, ...shape], row-major; stays as it is
 * @param shape   [H, W, C]
 * @param steps   per image, from a position of the changed image to where its value comes from
 */
export function resampleBatch(
  inputs: Float32Array,
  shape: Shape,
  steps: readonly (readonly PixelMap[])[],
  fill: Fill,
): Float32Array {
  if (inputs.length >= NATIVE_FROM && isNativeBackend()) return resampleNatively(inputs, shape, steps, fill);
  const outputs = new Float32Array(inputs.length);
  const size = inputs.length / steps.length;
  steps.forEach((own, i) => resample(inputs, outputs, i * size, shape, own, fill));
  return outputs;
}

function resampleNatively(
  inputs: Float32Array,
  shape: Shape,
  steps: readonly (readonly PixelMap[])[],
  fill: Fill,
): Float32Array {
  const [height, width, channels] = shape as readonly [number, number, number];
  const moved = tf.tidy(() =>
    resampleImages(tf.tensor4d(inputs, [steps.length, height, width, channels]), steps.map(fuseSteps), {
      fill,
    }),
  );
  // Not within the tidy: it would look for tensors in every single value of what it returns.
  const outputs = moved.dataSync<'float32'>();
  moved.dispose();
  return outputs;
}
