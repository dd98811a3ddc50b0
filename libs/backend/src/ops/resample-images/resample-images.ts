import * as tf from '@tensorflow/tfjs';
import { BackendError } from '../../backend-error/backend-error.ts';
import type { ResampleFill, ResampleStep } from '../../_internal/op-kernels/resample.ts';
import { isNativeBackend, runNative } from '../../_internal/ops/native.ts';
import { composeResample } from '../../_internal/ops/resample.ts';

/** Options of {@link resampleImages}. */
export interface ResampleImagesOptions {
  /** What stands outside an image. Default `edge`. */
  fill?: ResampleFill;
}

/**
 * Moves, turns and bends images, each along its own steps, in one bilinear resampling.
 *
 * y[n, p] = x[n, s_k(… s_1(p))] with the steps s_1 … s_k of image n, from a position of the new image to where its value comes
 * from. Positions are in pixels from the image's centre, x to the right, y down:
 *
 * affine [a, b, c, d, e, f]: x' = a x + b y + c, y' = d x + e y + f; lens: p' = p (1 + lens · r²), with r = 1 at the corners.
 *
 * Positions are worked out in double precision and held to 2^30 pixels. The gradient flows to the images.
 * Shapes: images [N, H, W, C] -> [N, H, W, C]
 *
 * @param steps  one list per image; an empty one leaves its image as it is
 * @throws {BackendError} E_OP_RANK; E_OP_TYPE unless float32; E_OP_STEPS when there is not one list per image, or a parameter is
 *   not finite; E_OP_FILL for a value that is not.
 * @see Jaderberg et al., "Spatial transformer networks", NeurIPS 2015, section 3.3 (bilinear sampling and its gradient).
 * @see Brown, "Decentering distortion of lenses", 1966 (the radial term).
 */
export function resampleImages(
  images: tf.Tensor4D,
  steps: readonly (readonly ResampleStep[])[],
  { fill = 'edge' }: ResampleImagesOptions = {},
): tf.Tensor4D {
  check(images, steps, fill);
  if (images.size === 0) return tf.clone(images);
  const attrs = { shape: [...images.shape], steps, fill };
  if (isNativeBackend()) return runNative('ConvlabResample', { x: images }, attrs);
  return composeResample(images, attrs);
}

function check(images: tf.Tensor4D, steps: readonly (readonly ResampleStep[])[], fill: ResampleFill): void {
  const shape: readonly number[] = images.shape;
  if (shape.length !== 4) {
    throw new BackendError('E_OP_RANK', `resampling of images [${shape.join(', ')}].`, {
      received: shape,
      expected: 'images [N, H, W, C]',
    });
  }
  if (images.dtype !== 'float32') {
    throw new BackendError('E_OP_TYPE', `images of type ${images.dtype}.`, {
      received: images.dtype,
      expected: 'float32',
    });
  }
  if (steps.length !== shape[0]) {
    throw new BackendError('E_OP_STEPS', `${steps.length} lists of steps for ${shape[0]} images.`, {
      received: steps.length,
      expected: 'one list of steps per image',
    });
  }
  const unusable = steps.flat().find((step) => !isUsable(step));
  if (unusable) {
    throw new BackendError('E_OP_STEPS', 'a step has parameters that are not finite numbers.', {
      received: unusable,
      expected: '{ affine: [a, b, c, d, e, f] } or { lens } of finite numbers',
    });
  }
  if (typeof fill === 'object' && !Number.isFinite(fill.value)) {
    throw new BackendError('E_OP_FILL', `the fill value is ${fill.value}.`, {
      received: fill.value,
      expected: 'a finite number',
    });
  }
}

function isUsable(step: ResampleStep): boolean {
  if (!('affine' in step)) return Number.isFinite(step.lens);
  return step.affine.length === 6 && step.affine.every((parameter) => Number.isFinite(parameter));
}
