import { describe, expect, it } from 'vitest';
import { configOf, mergePatch, refId, setAt, shortId, withConfig } from './refs.ts';

describe('references', () => {
  it('have an id in either form', () => {
    expect(refId('l2')).toBe('convlab/l2');
    expect(refId({ id: 'acme/l3', strength: 1 })).toBe('acme/l3');
    expect(refId(null)).toBeUndefined();
    expect(refId({ strength: 1 })).toBeUndefined();
    expect(shortId('convlab/l2')).toBe('l2');
    expect(shortId('acme/l2')).toBe('acme/l2');
  });
  it('carry their configuration flat', () => {
    expect(configOf({ id: 'l2', version: 1, strength: 1e-3 })).toEqual({ strength: 1e-3 });
    expect(configOf('l2')).toEqual({});
  });
  it('are short without configuration', () => {
    expect(withConfig('l2', { strength: 1 })).toEqual({ id: 'l2', strength: 1 });
    expect(withConfig({ id: 'convlab/l2', strength: 1 }, { strength: undefined })).toBe('l2');
  });
});

describe('setAt', () => {
  it('makes what is missing and leaves the original alone', () => {
    const spec = { a: 1 };
    expect(setAt(spec, ['training', 'epochs'], 5)).toEqual({ a: 1, training: { epochs: 5 } });
    expect(spec).toEqual({ a: 1 });
  });
  it('keeps the order of keys', () => {
    expect(JSON.stringify(setAt({ a: 1, b: 2, c: 3 }, ['b'], 9))).toBe('{"a":1,"b":9,"c":3}');
  });
  it('removes what becomes undefined', () =>
    expect(setAt({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 }));
  it('goes into arrays', () => expect(setAt({ list: [1, 2] }, ['list', 1], 7)).toEqual({ list: [1, 7] }));
});

/* The examples of RFC 7386, appendix A. */
describe('mergePatch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => expect(mergePatch(target, patch)).toEqual(result));
});
