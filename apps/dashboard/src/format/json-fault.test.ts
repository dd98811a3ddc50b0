import { describe, expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

describe('jsonFault', () => {
  it.each([
    ['{ "a": 1\n  "b": 2 }', 2, 3, 'comma'],
    ['{ "a": }', 1, 8, 'value'],
    ['{ "a" 1 }', 1, 7, 'colon'],
    ['{ a: 1 }', 1, 3, 'symbol'],
    ['{ "a": 1, }', 1, 11, 'name'],
    ['[1, 2, ]', 1, 8, 'value'],
    ['{ "a": "b }', 1, 8, 'open-text'],
    ['{\n\n "a": [1, 2 }', 3, 13, 'comma'],
    ['{ "a": 1', 1, 9, 'brace'],
    ['[1', 1, 3, 'bracket'],
    ['{} x', 1, 4, 'symbol'],
    ['{} 1', 1, 4, 'end'],
    ['// no\n{}', 1, 1, 'comment'],
    ['', 1, 1, 'value'],
  ])('of %j is at line %i, column %i: %s', (text, line, column, kind) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFault(text)).toEqual({ line, column, kind });
  });

  it('is none where the text is JSON', () => {
    for (const text of ['{}', ' [1, {"a": null}] ', '"a"', '1e3']) {
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      expect(jsonFault(text)).toBeUndefined();
    }
  });
});
