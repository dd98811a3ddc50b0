import { describe, expect, it } from 'vitest';
import { fromPosition, numberText, parseNumber, sliderRange, stepped, toPosition } from './number-text.ts';

describe('parseNumber', () => {
  it.each([
    ['0.1', 0.1],
    ['1e-4', 1e-4],
    ['-3', -3],
    ['−3', -3],
    ['.5', 0.5],
    ['2.', 2],
    [' ', undefined],
    ['abc', 'abc'],
    ['1e-', '1e-'],
    ['0x10', '0x10'],
    ['1,5', '1,5'],
  ])('%j is %j', (text, value) => expect(parseNumber(text)).toBe(value));
  it('reads back what it writes', () => {
    for (const value of [0, 1e-7, 123456, -0.25]) expect(parseNumber(numberText(value))).toBe(value);
  });
});

describe('sliderRange', () => {
  const facts = { integer: false, log: false };
  it('is for fractions', () =>
    expect(sliderRange({ ...facts, min: 0, max: 1 }, 0.5)).toEqual({ min: 0, max: 1, scale: 'linear' }));
  it('is not for whole numbers, which have steps', () => {
    expect(sliderRange({ integer: true, log: false, min: 1, max: 16 }, 2)).toBeUndefined();
  });
  it('reaches three decades around a default', () => {
    expect(sliderRange({ ...facts, log: true, min: 0 }, 1e-3)).toEqual({ min: 1e-6, max: 1, scale: 'log' });
  });
  it('is not for unbounded numbers', () => {
    expect(sliderRange({ ...facts, min: 0 }, 1)).toBeUndefined();
    expect(sliderRange({ ...facts, log: true }, undefined)).toBeUndefined();
  });
});

describe('stepped', () => {
  const facts = { integer: true, log: false, min: 1, max: 3 };
  it('stays within the bounds', () => {
    expect([stepped(1, -1, facts), stepped(2, 1, facts), stepped(3, 1, facts)]).toEqual([1, 3, 3]);
  });
  it('does nothing to what is no number', () => expect(stepped('x', 1, facts)).toBeUndefined());
});

describe('positions', () => {
  const range = { min: 1e-6, max: 1, scale: 'log' } as const;
  it('are logarithmic', () => {
    expect(toPosition(1e-3, range)).toBeCloseTo(0.5);
    expect(fromPosition(0.5, range)).toBe(1e-3);
  });
  it('end at the ends', () => {
    expect(toPosition(0, range)).toBe(0);
    expect(toPosition(50, range)).toBe(1);
  });
});
