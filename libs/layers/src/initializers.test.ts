import { createRegistry, createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { layerPreset } from './layer-preset/layer-preset.ts';

const registry = createRegistry().use(...layerPreset);

describe('orthogonal', () => {
  it.each([
    [6, 4],
    [4, 6],
  ])('gives orthonormal rows or columns of a %d×%d weight, times the gain', (rows, columns) => {
    const initializer = registry.create('initializer', { id: 'orthogonal', gain: 2 });
    const w = initializer.init([rows, columns], { fanIn: rows, fanOut: columns }, createRng(3));
    const at = (i: number, j: number) => w[rows <= columns ? i * columns + j : j * columns + i] as number;
    const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
    for (let a = 0; a < few; a++) {
      for (let b = 0; b < few; b++) {
        let dot = 0;
        for (let j = 0; j < many; j++) dot += at(a, j) * at(b, j);
        expect(dot).toBeCloseTo(a === b ? 4 : 0, 5);
      }
    }
  });
});

describe('identity', () => {
  it('puts the gain where input and output agree, at the middle tap', () => {
    const initializer = registry.create('initializer', { id: 'identity', gain: 3 });
    const fans = { fanIn: 1, fanOut: 1 };
    expect([...initializer.init([2, 3], fans, createRng(0))]).toEqual([3, 0, 0, 0, 3, 0]);
    const kernel = initializer.init([3, 1, 2, 2], fans, createRng(0));
    expect([...kernel]).toEqual([0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 0, 0]);
    expect(() => initializer.init([5], fans, createRng(0))).toThrow('dense kernel');
  });
});

describe('variance scaling', () => {
  const deviation = (id: 'glorot-normal' | 'he-uniform' | 'lecun-normal' | 'truncated-normal') => {
    const values = registry
      .create('initializer', id)
      .init([200, 200], { fanIn: 50, fanOut: 150 }, createRng(8));
    return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  };

  it('has the standard deviation of its formula', () => {
    expect(deviation('glorot-normal')).toBeCloseTo(Math.sqrt(2 / 200), 2);
    expect(deviation('he-uniform')).toBeCloseTo(Math.sqrt(2 / 50), 2);
    expect(deviation('lecun-normal')).toBeCloseTo(Math.sqrt(1 / 50), 2);
    expect(deviation('truncated-normal')).toBeCloseTo(0.05 * 0.8796, 3);
  });
});
