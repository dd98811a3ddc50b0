import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packJson, unpackJson } from './packed-json.ts';

const spec = {
  name: 'Größe – 大きさ',
  search: {
    space: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`part.${i}`, { choice: [null, i] }])),
  },
};

describe('a packed value', () => {
  it('is what it was, in letters of an address, and shorter', () => {
    const packed = packJson(spec);
    expect(unpackJson(packed)).toEqual(spec);
    expect(packed).toMatch(/^[\w-]+$/);
    expect(packed.length).toBeLessThan(JSON.stringify(spec).length / 2);
  });

  it('is deflated JSON, as others read it', () => {
    const bytes = Buffer.from(packJson(spec), 'base64url');
    expect(JSON.parse(inflateRawSync(bytes).toString('utf8'))).toEqual(spec);
  });

  it('is nothing else', () => {
    for (const text of ['', '?', 'abc', packJson(spec).slice(0, 40)])
      expect(unpackJson(text)).toBeUndefined();
  });
});
