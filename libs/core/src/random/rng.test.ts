import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from './rng.ts';
import { threefry2x32, type WordPair } from './threefry.ts';

const hex = (key: WordPair, counter: WordPair): string => {
  const out = new Uint32Array(2);
  threefry2x32(key, counter, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');
};

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('threefry2x32', () => {
  // Known answers of the authors' Random123 distribution, file kat_vectors, lines "threefry2x32 20".
  it.each([
    [[0, 0], [0, 0], '6b200159 99ba4efe'],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '1cb996fc bb002be7'],
    [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], 'c4923a9c 483df7a0'],
  ] satisfies [WordPair, WordPair, string][])('key %j, counter %j', (key, counter, expected) => {
    expect(hex(key, counter)).toBe(expected);
  });
});

describe('createRng', () => {
  const rng = createRng(7);

  it('gives the same numbers when asked twice, and others for another seed, name or step', () => {
    expect(rng.uniform(8)).toEqual(createRng(7).uniform(8));
    const streams = [
      rng,
      createRng(8),
      rng.fold('a'),
      rng.fold('b'),
      rng.fold(0),
      rng.fold(1),
      rng.fold('0'),
    ];
    expect(new Set(streams.map((stream) => stream.uniform(4).join())).size).toBe(streams.length);
  });

  it('treats seed 0 and negative seeds as seeds', () => {
    expect(createRng(0).uniform(4)).toEqual(createRng(0).uniform(4));
    expect(createRng(0).key).not.toBe(createRng(-1).key);
  });

  it('keeps names apart that share a prefix or padding', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(a !== b);
        expect(rng.fold(a).key).not.toBe(rng.fold(b).key);
      }),
    );
    expect(rng.fold('a').key).not.toBe(rng.fold('a\0').key);
  });

  it('is a prefix of a longer draw, so lengths never change earlier numbers', () => {
    expect(rng.uniform(5)).toEqual(rng.uniform(9).slice(0, 5));
    expect(rng.normal(5)).toEqual(rng.normal(10).slice(0, 5));
  });

  it('has the moments of its distributions', () => {
    const uniform = rng.uniform(40_000, -1, 3);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...uniform)).toBeLessThan(3);
    expect(mean(uniform)).toBeCloseTo(1, 1);
    const normal = rng.normal(40_000, 2, 3);
    expect(mean(normal)).toBeCloseTo(2, 1);
    expect(Math.sqrt(mean(normal.map((v) => (v - 2) ** 2)))).toBeCloseTo(3, 1);
    const truncated = rng.truncatedNormal(40_000);
    expect(Math.max(...truncated.map(Math.abs))).toBeLessThanOrEqual(2);
    // Closed form of the standard deviation of a standard normal cut at ±2.
    expect(Math.sqrt(mean(truncated.map((v) => v ** 2)))).toBeCloseTo(0.8796, 2);
  });

  it('shuffles without losing or doubling an index, uniformly over positions', () => {
    const counts = new Array<number>(5).fill(0);
    for (let i = 0; i < 5000; i++) {
      const order = rng.fold(i).permutation(5);
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
      const position = order.indexOf(0);
      counts[position] = (counts[position] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('draws integers below the bound and refuses a bound that makes no sense', () => {
    expect(Math.max(...rng.integers(1000, 3))).toBe(2);
    expect(() => rng.integers(1, 0)).toThrow(/bound/);
    expect(() => createRng(0.5)).toThrow(/safe integer/);
  });
});
