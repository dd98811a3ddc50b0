import { expect, it } from 'vitest';
import { meanOfCovering } from './explain.ts';

it('gives each cell the mean of the squares over it: its own and those that begin one cell before', () => {
  const squares = { height: 2, width: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) };
  expect([...meanOfCovering(squares).values]).toEqual([1, 1.5, 2.5, 2.5, 3, 4]);
});
