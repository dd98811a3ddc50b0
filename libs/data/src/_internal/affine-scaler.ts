import { ConvlabError, numElements, type FittedScaler, type Shape } from '@convlab/core';
import { z } from 'zod';

/** A fitted scaler as JSON: y = (x - shift) / scale per feature; value k of an example has feature k mod length. */
const affineSchema = z.strictObject({
  shape: z.array(z.int().min(1)).readonly(),
  shift: z.array(z.number()).min(1).readonly(),
  scale: z.array(z.number()).min(1).readonly(),
});

/** What {@link affineScaler} is made of. */
export type AffineScaling = z.infer<typeof affineSchema>;

/** The fitted scaler y = (x - shift) / scale, feature by feature. */
export function affineScaler(scaling: AffineScaling): FittedScaler {
  const { shape, shift, scale } = scaling;
  const period = shift.length;
  return {
    outputShape: shape,
    transform: (inputs) => {
      requireWhole(inputs.length, shape);
      const out = new Float32Array(inputs.length);
      for (let at = 0; at < inputs.length;) {
        for (let k = 0; k < period; k++, at++) {
          out[at] = ((inputs[at] as number) - (shift[k] as number)) / (scale[k] as number);
        }
      }
      return out;
    },
    toJSON: () => scaling,
  };
}

/**
 * The scaler that was saved.
 *
 * @throws {ConvlabError} E_DATA_SCALER when `saved` is not what an affine scaler saves
 */
export function restoreAffineScaler(saved: unknown): FittedScaler {
  const parsed = affineSchema.safeParse(saved);
  if (!parsed.success || parsed.data.shift.length !== parsed.data.scale.length) {
    throw new ConvlabError({
      code: 'E_DATA_SCALER',
      message: 'The saved scaler cannot be read.',
      received: saved,
      expected: 'an object with shape, and shift and scale of the same length',
    });
  }
  return affineScaler(parsed.data);
}

/** Checks that `length` values are whole examples. @throws {ConvlabError} E_DATA_SCALER */
export function requireWhole(length: number, shape: Shape): void {
  if (length % numElements(shape) === 0) return;
  throw new ConvlabError({
    code: 'E_DATA_SCALER',
    message: 'The inputs are no whole number of examples of the shape that the scaler was fitted on.',
    received: length,
    expected: `a multiple of ${numElements(shape)} values`,
  });
}

/** Divisors from spreads: a feature that never varies is shifted only, as dividing by 0 says nothing about it. */
export function divisors(spreads: ArrayLike<number>): number[] {
  return Array.from(spreads, (spread) => (spread === 0 ? 1 : spread));
}
