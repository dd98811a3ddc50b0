import { describe, expect, it } from 'vitest';
import { mergeDiff } from './merge-diff.ts';
import { mergePatch } from './refs.ts';

const before = { a: 1, b: { c: 2, d: [1, 2] }, e: 'x' };

describe('mergeDiff', () => {
  it('says only what differs', () => {
    expect(mergeDiff(before, { a: 1, b: { c: 3, d: [1, 2] }, f: true })).toEqual({
      b: { c: 3 },
      e: null,
      f: true,
    });
    expect(mergeDiff(before, { e: 'x', b: { d: [1, 2], c: 2 }, a: 1 })).toEqual({});
  });

  it.each([{}, { a: { b: 1 } }, { b: 'now text' }, { b: { d: [] } }, { a: [{ deep: [1] }] }])(
    'makes %j of the first when applied',
    (after) => {
      expect(mergePatch(before, mergeDiff(before, after))).toEqual(after);
    },
  );

  it('gives up where a value is null, which a patch takes for its absence', () => {
    expect(mergeDiff(before, { ...before, b: { c: null } })).toBeNull();
  });
});
