import type { AffineMap, PixelMap, Shape } from '@convlab/core';

/** What stands outside the image: its nearest edge, its mirror image, or one value. */
export type Fill = 'edge' | 'reflect' | { readonly value: number };

/** The map that applies `first`, then `second`. */
export function composeAffine(first: AffineMap, second: AffineMap): AffineMap {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [A * a + B * d, A * b + B * e, A * c + B * f + C, D * a + E * d, D * b + E * e, D * c + E * f + F];
}

/** The same steps with neighbouring affine ones made into one. */
export function fuseSteps(steps: readonly PixelMap[]): PixelMap[] {
  const fused: PixelMap[] = [];
  for (const step of steps) {
    const last = fused.at(-1);
    if (last !== undefined && 'affine' in last && 'affine' in step) {
      fused[fused.length - 1] = { affine: composeAffine(last.affine, step.affine) };
    } else {
      fused.push(step);
    }
  }
  return fused;
}

/**
 * Resamples one image once: each output position goes through all steps, and the value there is read bilinearly.
 *
 * @param from   holds the image from index `at` on, [H, W, C]
 * @param to     receives the changed image at the same place
 * @param steps  from a position of the changed image to where its value comes from
 */
export function resample(
  from: Float32Array,
  to: Float32Array,
  at: number,
  shape: Shape,
  steps: readonly PixelMap[],
  fill: Fill,
): void {
  const [height, width, channels] = shape as readonly [number, number, number];
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  const cornerRadius2 = centreX ** 2 + centreY ** 2;
  const fused = fuseSteps(steps);
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) xs[x] = x - centreX;
    ys.fill(row - centreY);
    // Step by step over a whole row: the inner loops stay free of decisions.
    for (const step of fused) {
      if ('affine' in step) moveRow(xs, ys, step.affine);
      else bendRow(xs, ys, cornerRadius2 === 0 ? 0 : step.lens / cornerRadius2);
    }
    readRow(from, at, height, width, channels, xs, ys, fill, to, at + row * width * channels);
  }
}

function moveRow(xs: Float64Array, ys: Float64Array, [a, b, c, d, e, f]: AffineMap): void {
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] as number;
    const y = ys[i] as number;
    xs[i] = a * x + b * y + c;
    ys[i] = d * x + e * y + f;
  }
}

function bendRow(xs: Float64Array, ys: Float64Array, strength: number): void {
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] as number;
    const y = ys[i] as number;
    const factor = 1 + strength * (x * x + y * y);
    xs[i] = x * factor;
    ys[i] = y * factor;
  }
}

/** Reads a row of positions, given from the image's centre. */
function readRow(
  from: Float32Array,
  at: number,
  height: number,
  width: number,
  channels: number,
  xs: Float64Array,
  ys: Float64Array,
  fill: Fill,
  to: Float32Array,
  start: number,
): void {
  const rowSize = width * channels;
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  const outside = typeof fill === 'object' ? Math.fround(fill.value) : 0;
  // All in one function: numbers handed to another one that is not inlined would be boxed, one by one.
  for (let i = 0, out = start; i < width; i++, out += channels) {
    const x = (xs[i] as number) + centreX;
    const y = (ys[i] as number) + centreY;
    const left = Math.floor(x) | 0;
    const top = Math.floor(y) | 0;
    const dx = x - left;
    const dy = y - top;
    const inside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
    const columnL = inside ? left : place(left, width, fill);
    const columnR = inside ? left + 1 : place(left + 1, width, fill);
    const rowT = inside ? top : place(top, height, fill);
    const rowB = inside ? top + 1 : place(top + 1, height, fill);
    for (let c = 0; c < channels; c++) {
      const base = at + c;
      const topLeft =
        rowT < 0 || columnL < 0 ? outside : (from[base + rowT * rowSize + columnL * channels] as number);
      const topRight =
        rowT < 0 || columnR < 0 ? outside : (from[base + rowT * rowSize + columnR * channels] as number);
      const bottomLeft =
        rowB < 0 || columnL < 0 ? outside : (from[base + rowB * rowSize + columnL * channels] as number);
      const bottomRight =
        rowB < 0 || columnR < 0 ? outside : (from[base + rowB * rowSize + columnR * channels] as number);
      const upper = topLeft + dx * (topRight - topLeft);
      const lower = bottomLeft + dx * (bottomRight - bottomLeft);
      to[out + c] = upper + dy * (lower - upper);
    }
  }
}

/** The pixel that stands at `i` along an axis of `size`; -1 where there is none. */
function place(i: number, size: number, fill: Fill): number {
  if (i >= 0 && i < size) return i;
  if (fill === 'edge') return i < 0 ? 0 : size - 1;
  if (fill !== 'reflect') return -1;
  // The edge pixel is repeated: … 1 0 | 0 1 2 … size-1 | size-1 …
  const period = ((i % (2 * size)) + 2 * size) % (2 * size);
  return period < size ? period : 2 * size - 1 - period;
}
