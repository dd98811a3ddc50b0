import { describe, expect, it } from 'vitest';
import { networkRegistry } from '../../networks/network-registry.ts';
import { sharesMean } from './shared-mean.ts';

const [N, H, W, C] = [2, 3, 3, 16];

/** How many values share a mean with one of them. */
function companions(id: string): number {
  const { averages } = networkRegistry.create('normalization', id);
  if (averages === undefined) throw new Error(`${id} does not say what it averages over`);
  let count = 0;
  for (let n = 0; n < N; n++)
    for (let h = 0; h < H; h++)
      for (let w = 0; w < W; w++)
        for (let c = 0; c < C; c++)
          count += Number(sharesMean(averages, { n: 0, h: 0, w: 0, c: 0 }, { n, h, w, c }, C));
  return count;
}

describe('sharesMean', () => {
  /* Figure 2 of Wu & He, "Group normalization". */
  it.each([
    ['batch', N * H * W],
    ['layer', H * W * C],
    ['instance', H * W],
    ['group', (H * W * C) / 8],
  ])('counts the values of a mean of %s normalization', (id, count) => {
    expect(companions(id)).toBe(count);
  });
});
