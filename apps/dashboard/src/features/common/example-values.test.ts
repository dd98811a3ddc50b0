import { expect, it } from 'vitest';
import { isPicture, toPixels, unpackValues } from './example-values.ts';

it('knows which examples can be drawn', () => {
  expect([[8, 8, 1], [32, 32, 3], [4], [8, 8, 2], [8, 8]].map((shape) => isPicture(shape))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('unpacks what the server packs', () => {
  const values = Float32Array.of(0, -1.5, 16);
  expect(unpackValues(Buffer.from(values.buffer).toString('base64'))).toEqual(values);
});

it('draws grey and colours between the ends of the range', () => {
  expect([...toPixels(Float32Array.of(0, 16, 8), [1, 3, 1], [0, 16]).data]).toEqual([
    ...[0, 0, 0, 255],
    ...[255, 255, 255, 255],
    ...[128, 128, 128, 255],
  ]);
  expect([...toPixels(Float32Array.of(255, 0, 51), [1, 1, 3], [0, 255]).data]).toEqual([255, 0, 51, 255]);
  // Without a stated range: from the smallest to the largest value. A picture of one value is black, not broken.
  expect([...toPixels(Float32Array.of(-1, 3), [1, 2, 1], null).data].filter((_, i) => i % 4 === 0)).toEqual([
    0, 255,
  ]);
  expect([...toPixels(Float32Array.of(2, 2), [1, 2, 1], null).data].filter((_, i) => i % 4 === 0)).toEqual([
    0, 0,
  ]);
});
