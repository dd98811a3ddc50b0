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
  const chain = flatten(fuseSteps(steps), centreX ** 2 + centreY ** 2);
  const position = new Float64Array(2);
  let out = at;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out += channels) {
      follow(chain, x - centreX, y - centreY, position);
      const sourceX = (position[0] as number) + centreX;
      const sourceY = (position[1] as number) + centreY;
      readBilinear(from, at, shape, sourceX, sourceY, fill, to, out);
    }
  }
}

/* Six numbers for an affine step; for a lens NaN, its strength over the squared radius of the corners, and four unused. */
function flatten(steps: readonly PixelMap[], cornerRadius2: number): Float64Array {
  const flat = new Float64Array(6 * steps.length);
  steps.forEach((step, i) => {
    if ('affine' in step) flat.set(step.affine, 6 * i);
    else flat.set([NaN, cornerRadius2 === 0 ? 0 : step.lens / cornerRadius2], 6 * i);
  });
  return flat;
}

function follow(chain: Float64Array, startX: number, startY: number, position: Float64Array): void {
  let x = startX;
  let y = startY;
  for (let i = 0; i < chain.length; i += 6) {
    const a = chain[i] as number;
    const b = chain[i + 1] as number;
    if (Number.isNaN(a)) {
      const factor = 1 + b * (x * x + y * y);
      x *= factor;
      y *= factor;
    } else {
      const nextX = a * x + b * y + (chain[i + 2] as number);
      y = (chain[i + 3] as number) * x + (chain[i + 4] as number) * y + (chain[i + 5] as number);
      x = nextX;
    }
  }
  position[0] = x;
  position[1] = y;
}

function readBilinear(
  from: Float32Array,
  at: number,
  shape: Shape,
  x: number,
  y: number,
  fill: Fill,
  to: Float32Array,
  out: number,
): void {
  const [height, width, channels] = shape as readonly [number, number, number];
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const dx = x - x0;
  const dy = y - y0;
  const left = place(x0, width, fill);
  const right = place(x0 + 1, width, fill);
  const top = place(y0, height, fill);
  const bottom = place(y0 + 1, height, fill);
  const outside = typeof fill === 'object' ? fill.value : 0;
  for (let c = 0; c < channels; c++) {
    const base = at + c;
    const topLeft = left < 0 || top < 0 ? outside : (from[base + (top * width + left) * channels] as number);
    const topRight =
      right < 0 || top < 0 ? outside : (from[base + (top * width + right) * channels] as number);
    const bottomLeft =
      left < 0 || bottom < 0 ? outside : (from[base + (bottom * width + left) * channels] as number);
    const bottomRight =
      right < 0 || bottom < 0 ? outside : (from[base + (bottom * width + right) * channels] as number);
    const upper = topLeft + dx * (topRight - topLeft);
    const lower = bottomLeft + dx * (bottomRight - bottomLeft);
    to[out + c] = upper + dy * (lower - upper);
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
