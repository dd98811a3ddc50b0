import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConvlabError } from '../errors/convlab-error.ts';
import { decodeSafetensors, encodeSafetensors, readFloats, storeFloats } from './safetensors.ts';

const file = encodeSafetensors({
  tensors: {
    b: storeFloats(Float32Array.of(1, 2, 3, 4), [2, 2]),
    a: storeFloats(Float32Array.of(5), []),
    byte: { dtype: 'U8', shape: [3], bytes: Uint8Array.of(1, 2, 3) },
  },
  metadata: { made: 'here' },
});

describe('safetensors', () => {
  it('has the layout of the reference implementation', () => {
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as object;
    expect(length % 8).toBe(0);
    expect(header).toEqual({
      __metadata__: { made: 'here' },
      a: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
      b: { dtype: 'F32', shape: [2, 2], data_offsets: [4, 20] },
      byte: { dtype: 'U8', shape: [3], data_offsets: [20, 23] },
    });
    expect(new Float32Array(file.slice(8 + length, 12 + length).buffer)[0]).toBe(5);
  });

  it('round-trips, also as a view at an odd offset', () => {
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    const { tensors, metadata } = decodeSafetensors(shifted.subarray(1));
    expect([...readFloats(tensors['b']!, 'b')]).toEqual([1, 2, 3, 4]);
    expect(metadata).toEqual({ made: 'here' });
    expect(encodeSafetensors({ tensors, metadata })).toEqual(file);
    expect(() => readFloats(tensors['byte']!, 'byte')).toThrow(/not float32/);
  });

  it('reads the values out of a Buffer, as Node gives files', () => {
    const tensors = { a: storeFloats(Float32Array.of(1, 2), [2]), b: storeFloats(Float32Array.of(3), [1]) };
    const read = decodeSafetensors(Buffer.from(encodeSafetensors({ tensors, metadata: {} }))).tensors;
    expect(Object.entries(read).map(([name, each]) => [...readFloats(each, name)])).toEqual([[1, 2], [3]]);
  });

  it('refuses every truncated file', () => {
    for (let end = 0; end < file.length; end++) {
      expect(() => decodeSafetensors(file.subarray(0, end))).toThrow(
        expect.objectContaining({ code: 'E_SAFETENSORS_FORMAT' }),
      );
    }
  });

  it('answers damaged files with a coded error or a valid value, never with a crash', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
        const damaged = file.slice();
        damaged[at] = byte;
        try {
          decodeSafetensors(damaged);
        } catch (error) {
          expect(isConvlabError(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses overlaps, holes and sizes that would overflow', () => {
    const craft = (header: object, dataBytes: number): Uint8Array => {
      const json = new TextEncoder().encode(JSON.stringify(header));
      const out = new Uint8Array(8 + json.length + dataBytes);
      new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
      out.set(json, 8);
      return out;
    };
    const u8 = (begin: number, end: number) => ({
      dtype: 'U8',
      shape: [end - begin],
      data_offsets: [begin, end],
    });
    for (const bad of [
      craft({ a: u8(0, 3), b: u8(2, 4) }, 4),
      craft({ a: u8(0, 2), b: u8(3, 4) }, 4),
      craft({ a: u8(0, 3) }, 4),
      craft({ a: { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 4] } }, 4),
      craft({ a: { dtype: 'Q4', shape: [4], data_offsets: [0, 4] } }, 4),
      craft([] as object, 0),
    ]) {
      expect(() => decodeSafetensors(bad)).toThrow(expect.objectContaining({ code: 'E_SAFETENSORS_FORMAT' }));
    }
  });
});
