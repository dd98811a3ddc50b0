import { definePlugin, type Rng } from '@convlab/core';
import { z } from 'zod';
import { generatedDataSet, generatorFields } from '../_internal/generated-data-set.ts';

const config = z.strictObject({
  ...generatorFields,
  size: z
    .int()
    .min(8)
    .max(256)
    .default(32)
    .meta({ title: 'Size', description: 'Height and width.', ui: { unit: 'pixels' } }),
  noise: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .meta({ title: 'Noise', description: 'Standard deviation added to every value, of a range of 1.' }),
});

/** Brightness from -1 to 1 at a place; `phase` holds two numbers from 0 to 2 pi. */
type Pattern = (x: number, y: number, frequency: number, phase: readonly [number, number]) => number;

const PATTERNS: readonly { readonly name: string; readonly pattern: Pattern }[] = [
  { name: 'horizontal stripes', pattern: (_, y, f, [p]) => Math.sin(f * y + p) },
  { name: 'vertical stripes', pattern: (x, _, f, [p]) => Math.sin(f * x + p) },
  { name: 'rising stripes', pattern: (x, y, f, [p]) => Math.sin(f * Math.SQRT1_2 * (x + y) + p) },
  { name: 'falling stripes', pattern: (x, y, f, [p]) => Math.sin(f * Math.SQRT1_2 * (x - y) + p) },
  { name: 'checks', pattern: (x, y, f, [p, q]) => Math.sign(Math.sin(f * x + p) * Math.sin(f * y + q)) },
  { name: 'dots', pattern: (x, y, f, [p, q]) => (Math.cos(f * x + p) + Math.cos(f * y + q) > 0.9 ? 1 : -1) },
  { name: 'waves', pattern: (x, y, f, [p, q]) => Math.sin(f * y + 2 * Math.sin((f * x) / 2 + q) + p) },
  { name: 'rings', pattern: (x, y, f, [p]) => Math.sin(f * Math.hypot(x, y) + p) },
];

/**
 * Textures: eight patterns with random frequency, phase and colours, in the format of CIFAR images.
 *
 * The phase is random, so that no single pixel tells the class: a network has to detect oriented patterns, as convolutions do.
 * Shapes: [size, size, 3], values from 0 to 1
 */
export const textures = definePlugin({
  kind: 'data-set',
  id: 'convlab/textures',
  version: 1,
  title: 'Textures',
  summary: 'Generated: coloured patterns of eight kinds, 32 × 32 pixels unless said otherwise.',
  config,
  create: ({ examples, seed, size, noise }) =>
    generatedDataSet({
      name: 'textures',
      examples,
      seed,
      inputShape: [size, size, 3],
      inputRange: [0, 1],
      outputNames: PATTERNS.map(({ name }) => name),
      draw: (example, label, rng) => {
        const { pattern } = PATTERNS[label] as (typeof PATTERNS)[number];
        drawPattern(example, size, pattern, rng);
        const deviations = rng.fold('noise').normal(example.length, 0, noise);
        example.forEach((value, i) => {
          example[i] = Math.min(1, Math.max(0, value + (deviations[i] as number)));
        });
      },
    }),
});

function drawPattern(example: Float32Array, size: number, pattern: Pattern, rng: Rng): void {
  const [period = 0, p = 0, q = 0, ...colours] = rng.fold('pattern').uniform(9);
  // Periods from 4 to 10 pixels: several of them fit into the picture, and none is finer than the grid can show.
  const frequency = (2 * Math.PI) / (4 + 6 * period);
  const phase = [2 * Math.PI * p, 2 * Math.PI * q] as const;
  const centre = (size - 1) / 2;
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const brightness = pattern(column - centre, row - centre, frequency, phase);
      for (let c = 0; c < 3; c++, at++) {
        const middle = 0.35 + 0.3 * (colours[c] ?? 0);
        const contrast = 0.15 + 0.2 * (colours[c + 3] ?? 0);
        example[at] = middle + contrast * brightness;
      }
    }
  }
}
