import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolvePadding, windowPositions } from './window.ts';

const positions = (
  size: number,
  kernel: number,
  stride = 1,
  pad = 0,
  dilation = 1,
  ceilMode = false,
): number => windowPositions({ size, kernel, stride, dilation, padding: [pad, pad], ceilMode });

describe('windowPositions', () => {
  it('agrees with sizes printed in the literature', () => {
    expect(positions(227, 11, 4)).toBe(55); // AlexNet, first convolution
    expect(positions(224, 7, 2, 3)).toBe(112); // ResNet, first convolution
    expect(positions(112, 3, 2, 1)).toBe(56); // ResNet, first pooling
    expect(positions(112, 3, 2, 0, 1, true)).toBe(56); // GoogLeNet, first pooling, rounded up
  });

  it('counts the windows that fit when they are laid out one by one', () => {
    const small = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        small,
        small,
        small,
        fc.nat(5),
        fc.integer({ min: 1, max: 3 }),
        (size, kernel, stride, pad, dilation) => {
          const extent = dilation * (kernel - 1) + 1;
          fc.pre(size + 2 * pad >= extent);
          let count = 0;
          for (let at = 0; at + extent <= size + 2 * pad; at += stride) count++;
          expect(positions(size, kernel, stride, pad, dilation)).toBe(count);
        },
      ),
    );
  });

  it('refuses a window that does not fit and shows the formula with numbers', () => {
    expect(() => positions(5, 7)).toThrow('floor((5 + 0 - 1(7 - 1) - 1) / 1) + 1 = -1');
  });
});

describe('resolvePadding', () => {
  const window = { size: 7, kernel: 3, stride: 2, dilation: 1 };

  it('gives ceil(size / stride) positions for "same", the odd zero after', () => {
    expect(resolvePadding('same', 0, { size: 6, kernel: 3, stride: 2, dilation: 1 })).toEqual([0, 1]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        (size, kernel, stride) => {
          const axis = { size, kernel, stride, dilation: 1 };
          expect(windowPositions({ ...axis, padding: resolvePadding('same', 0, axis) })).toBe(
            Math.ceil(size / stride),
          );
        },
      ),
    );
  });

  it('reads numbers, pairs and pairs of pairs', () => {
    expect(resolvePadding('valid', 1, window)).toEqual([0, 0]);
    expect(resolvePadding(2, 1, window)).toEqual([2, 2]);
    expect(resolvePadding([1, 2], 1, window)).toEqual([2, 2]);
    expect(
      resolvePadding(
        [
          [0, 1],
          [2, 3],
        ],
        1,
        window,
      ),
    ).toEqual([2, 3]);
  });
});
