import type { Rng } from '../random/rng.ts';
import type { Shape } from '../shape/shape.ts';
import type { HostBatch } from './data-set.ts';

/**
 * An affine map of image positions, [a, b, c, d, e, f]: x' = a x + b y + c, y' = d x + e y + f.
 *
 * Positions are in pixels from the image's centre, x to the right, y down.
 */
export type AffineMap = readonly [number, number, number, number, number, number];

/**
 * One step of a geometric change, from a position in the changed image to where its value comes from.
 *
 * A lens moves along the radius: p' = p (1 + lens r²), with r = 1 at the corners; above 0 pincushion, below 0 barrel.
 */
export type PixelMap = { readonly affine: AffineMap } | { readonly lens: number };

/** What an augmentation may know of the inputs. */
export interface AugmentationContext {
  /** [H, W, C], or any other shape for augmentations that have no geometry. */
  readonly shape: Shape;
  /** Smallest and largest possible value; changes of brightness are fractions of their difference. */
  readonly range: readonly [number, number];
}

/**
 * An augmentation: changes training examples in ways that leave their meaning alone.
 *
 * Each part is optional. Geometry of all augmentations of a list is composed and resampled once; then values change, then
 * examples are mixed. The stream belongs to one example and epoch, so the result depends on nothing else.
 */
export interface Augmentation {
  /** Draws a geometric change, as steps from the changed image back to the original. */
  geometry?(context: AugmentationContext, rng: Rng): readonly PixelMap[];
  /** Changes the values of one example in place. */
  values?(example: Float32Array, context: AugmentationContext, rng: Rng): void;
  /** Mixes the examples of a batch, by giving new inputs and {@link HostBatch.softTargets}. */
  mix?(batch: HostBatch, context: AugmentationContext & { readonly numOutputs: number }, rng: Rng): HostBatch;
}
