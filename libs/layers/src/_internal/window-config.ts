import type { Padding } from '@convlab/core';
import { z } from 'zod';

/** Two sizes, `[height, width]`. */
export type Pair = readonly [number, number];

const sizePair = (minimum: number) =>
  z.union([z.int().min(minimum), z.tuple([z.int().min(minimum), z.int().min(minimum)])]);

/** Extent of a window: one number for a square, or `[height, width]`. */
export const kernelSize = sizePair(1).meta({
  title: 'Kernel size',
  description: 'Height and width of the window; one number for a square.',
});

/** Step between windows. */
export const strides = sizePair(1).meta({
  title: 'Strides',
  description: 'Step between neighbouring windows, along height and width; one number for both.',
});

/** Zeros around the input. */
export const padding = z
  .union([
    z.enum(['valid', 'same']),
    z.int().min(0),
    z.tuple([z.int().min(0), z.int().min(0)]),
    z.tuple([z.tuple([z.int().min(0), z.int().min(0)]), z.tuple([z.int().min(0), z.int().min(0)])]),
  ])
  .meta({
    title: 'Padding',
    description:
      '"valid": none. "same": ceil(size / stride) positions. Or zeros per side: a number, [height, width], or [[top, bottom], [left, right]].',
  }) satisfies z.ZodType<Padding>;

/** Distance between the elements of a window. */
export const dilationRate = sizePair(1).meta({
  title: 'Dilation rate',
  description: 'Distance between the elements of the kernel; 1 leaves no gaps.',
  ui: { advanced: true },
});

/** One number for both axes, or a pair, as a pair. */
export function asPair(value: number | Pair): Pair {
  return typeof value === 'number' ? [value, value] : value;
}
