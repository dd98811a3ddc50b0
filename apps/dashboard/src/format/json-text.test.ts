import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

it('keeps short things on one line', () => {
  const spec = {
    version: 1,
    data: { set: 'digits' },
    network: { architecture: { id: 'conv-net', blocks: [16, 32], dense: [] } },
    empty: {},
  };
  expect(jsonText(spec)).toBe(`{
  "version": 1,
  "data": { "set": "digits" },
  "network": {
    "architecture": { "id": "conv-net", "blocks": [16, 32], "dense": [] }
  },
  "empty": {}
}`);
});

it('breaks what is too long', () => {
  const lines = jsonText({ list: Array.from({ length: 40 }, (_, i) => i) }).split('\n');
  expect(lines).toHaveLength(44);
});

it('is the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
