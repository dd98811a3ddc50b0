import { describe, expect, it } from 'vitest';
import { featurePixels, filterPixels, mapShape, overlayPixels, viridis } from './map-pixels.ts';

const pixel = ({ data }: { data: Uint8ClampedArray }, i: number) => [...data.subarray(4 * i, 4 * i + 4)];

describe('overlayPixels', () => {
  it('is orange for, blue against and clear for nothing, by the largest size', () => {
    const picture = overlayPixels({ height: 1, width: 4, values: Float32Array.of(2, -1, 0, 1) });
    expect([0, 1, 2, 3].map((i) => pixel(picture, i)[3])).toEqual([255, 128, 0, 128]);
    expect(pixel(picture, 0).slice(0, 3)).toEqual(pixel(picture, 3).slice(0, 3));
    expect(pixel(picture, 1).slice(0, 3)).not.toEqual(pixel(picture, 0).slice(0, 3));
  });

  it('shows nothing where there is nothing', () =>
    expect(pixel(overlayPixels({ height: 1, width: 1, values: Float32Array.of(0) }), 0)[3]).toBe(0));
});

describe('featurePixels', () => {
  it('takes one channel, from its own smallest to its own largest value', () => {
    const maps = { node: 'conv', shape: [2, 2, 2], values: Float32Array.of(0, 9, 1, 7, 2, 5, 4, 5) };
    expect(pixel(featurePixels(maps, 0), 0)).toEqual([...viridis(0).map(Math.round), 255]);
    expect(pixel(featurePixels(maps, 0), 3)).toEqual([...viridis(1).map(Math.round), 255]);
    expect(pixel(featurePixels(maps, 0), 2)).toEqual([...viridis(0.5).map(Math.round), 255]);
    expect(pixel(featurePixels(maps, 1), 0)).toEqual([...viridis(1).map(Math.round), 255]);
  });

  it('lays the units of a vector in one row', () => {
    expect(mapShape([10])).toEqual([1, 10, 1]);
    expect(mapShape([4, 6, 8])).toEqual([4, 6, 8]);
  });
});

describe('filterPixels', () => {
  const bank = { height: 1, width: 1, numFilters: 2, range: [-2, 1] as const };

  it('shows three channels in their colours, grey being zero', () => {
    const filters = [Float32Array.of(-2, 0, 1), Float32Array.of(0, 0, 0)];
    expect(pixel(filterPixels({ ...bank, channels: 3, filters }, 0, 0), 0)).toEqual([0, 128, 191, 255]);
    expect(pixel(filterPixels({ ...bank, channels: 3, filters }, 1, 0), 0)).toEqual([128, 128, 128, 255]);
  });

  it('shows the chosen channel of others, on one scale for all filters', () => {
    const filters = [Float32Array.of(-2, 1), Float32Array.of(0, -1)];
    const [red = 0, , blue = 0] = pixel(filterPixels({ ...bank, channels: 2, filters }, 0, 0), 0);
    expect(blue).toBeGreaterThan(red);
    const [weakRed = 0, , weakBlue = 0] = pixel(filterPixels({ ...bank, channels: 2, filters }, 1, 1), 0);
    expect(weakBlue - weakRed).toBeLessThan(blue - red);
    expect(weakBlue).toBeGreaterThan(weakRed);
  });
});
