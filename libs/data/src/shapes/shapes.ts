import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { generatedDataSet, generatorFields } from '../_internal/generated-data-set.ts';

const factor = (title: string, description: string, max: number, value: number) =>
  z.number().min(0).max(max).default(value).meta({ title, description });

const config = z.strictObject({
  ...generatorFields,
  size: z
    .int()
    .min(8)
    .max(256)
    .default(32)
    .meta({ title: 'Size', description: 'Height and width.', ui: { unit: 'pixels' } }),
  translation: factor('Translation', 'Largest shift either way, as a share of the size.', 0.5, 0.2),
  rotation: factor('Rotation', 'Largest angle either way, in degrees.', 180, 180),
  scale: factor('Scale', 'Largest growth: 0.5 draws from two thirds to three halves.', 2, 0.3),
  noise: factor('Noise', 'Standard deviation added to every value, of a range of 1.', 1, 0.05),
});

/** The signed distance from a shape's edge, negative inside; positions in units of the shape's radius. */
type Outline = (x: number, y: number) => number;

const polygon =
  (corners: number): Outline =>
  (x, y) => {
    const sector = (2 * Math.PI) / corners;
    const angle = Math.atan2(y, x);
    // Folded into the sector about its nearest side.
    const folded = angle - sector * Math.floor(angle / sector) - sector / 2;
    return Math.hypot(x, y) * Math.cos(folded) - Math.cos(sector / 2);
  };

const SHAPES: readonly { readonly name: string; readonly outline: Outline }[] = [
  { name: 'disc', outline: (x, y) => Math.hypot(x, y) - 0.9 },
  { name: 'triangle', outline: polygon(3) },
  { name: 'square', outline: polygon(4) },
  {
    name: 'cross',
    outline: (x, y) => Math.min(bar(Math.abs(x), Math.abs(y)), bar(Math.abs(y), Math.abs(x))),
  },
  { name: 'ring', outline: (x, y) => Math.abs(Math.hypot(x, y) - 0.7) - 0.2 },
];

function bar(along: number, across: number): number {
  return Math.max(along - 0.95, across - 0.3);
}

/**
 * Pictures of a disc, triangle, square, cross or ring: factors of variation that can be set one by one.
 *
 * Each picture has a shape of class k at a random place, angle and size, in a random colour on a random ground that differ enough
 * to be told apart. With a factor at 0 it does not vary, so that invariance to each can be studied by itself.
 * Shapes: [size, size, 3], values from 0 to 1
 */
export const shapes = definePlugin({
  kind: 'data-set',
  id: 'convlab/shapes',
  version: 1,
  title: 'Shapes',
  summary: 'Generated: coloured pictures of five shapes, moved, turned and scaled as far as asked.',
  config,
  create: ({ examples, seed, size, translation, rotation, scale, noise }) =>
    generatedDataSet({
      name: 'shapes',
      examples,
      seed,
      inputShape: [size, size, 3],
      inputRange: [0, 1],
      outputNames: SHAPES.map(({ name }) => name),
      draw: (example, label, rng) => {
        const [u = 0, v = 0, w = 0, s = 0] = rng.fold('place').uniform(4, -1, 1);
        const { outline } = SHAPES[label] as (typeof SHAPES)[number];
        const radius = 0.25 * size * (1 + scale) ** s;
        const angle = (w * rotation * Math.PI) / 180;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const centre = (size - 1) / 2;
        const [ink, ground] = twoColours(rng.fold('colour').uniform(6));
        const deviations = rng.fold('noise').normal(example.length, 0, noise);
        for (let row = 0, at = 0; row < size; row++) {
          for (let column = 0; column < size; column++) {
            const x = (column - centre - u * translation * size) / radius;
            const y = (row - centre - v * translation * size) / radius;
            // The edge is one pixel wide, as an ideal camera would see it.
            const distance = outline(cos * x + sin * y, cos * y - sin * x) * radius;
            const cover = Math.min(1, Math.max(0, 0.5 - distance));
            for (let c = 0; c < 3; c++, at++) {
              const colour = (ground[c] as number) + cover * ((ink[c] as number) - (ground[c] as number));
              example[at] = Math.min(1, Math.max(0, colour + (deviations[at] as number)));
            }
          }
        }
      },
    }),
});

/** Two colours that differ by at least 0.4 in every channel, either one the lighter. */
function twoColours(draws: Float32Array): readonly [number[], number[]] {
  const lighter = (draws[0] as number) < 0.5;
  const low = [...draws.subarray(1, 4)].map((draw) => 0.3 * draw);
  const high = low.map((value, c) => value + 0.4 + 0.3 * (draws[(c + 4) % 6] as number));
  return lighter ? [high, low] : [low, high];
}
