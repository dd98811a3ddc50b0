import { describe, expect, it } from 'vitest';
import { channelsOf, imageShape, soleShape, vectorSize } from './layer-inputs.ts';

describe('shapes of a layer’s inputs', () => {
  it('gives the only shape, the image, the size of the vector, the channels', () => {
    expect(soleShape([[4, 5, 6]])).toEqual([4, 5, 6]);
    expect(imageShape([[4, 5, 6]])).toEqual([4, 5, 6]);
    expect(vectorSize([[7]])).toBe(7);
    expect([channelsOf([[7]]), channelsOf([[4, 5, 6]])]).toEqual([7, 6]);
  });

  it('says what was wrong with another number of inputs or another rank', () => {
    expect(() => soleShape([[1], [2]])).toThrow('takes one input, but has 2');
    expect(() => soleShape([])).toThrow('takes one input, but has 0');
    expect(() => imageShape([[5]])).toThrow(
      'its input has shape [5]. Received [5]. Expected an input of shape [H, W, C]',
    );
    expect(() => vectorSize([[2, 2, 1]])).toThrow('Flatten its input');
    expect(() => channelsOf([[]])).toThrow('no channels');
  });
});
