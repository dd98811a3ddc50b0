import type { Shape } from '@convlab/core';
import { formatError } from '../_internal/format-error.ts';

/** An array of numbers with its shape, row-major. */
export interface NumberArray {
  readonly shape: Shape;
  readonly data: Uint8Array | Float32Array;
}

/* Third byte of the magic number: type of the values, their size and how they are read (always big-endian). */
const TYPES: Readonly<Record<number, { size: number; read: (view: DataView, at: number) => number }>> = {
  0x08: { size: 1, read: (view, at) => view.getUint8(at) },
  0x09: { size: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { size: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { size: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { size: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { size: 8, read: (view, at) => view.getFloat64(at) },
};

/**
 * Reads an IDX file, the format of MNIST. Unsigned bytes stay bytes without a copy; everything else becomes float32.
 *
 * @param bytes  the file, uncompressed
 * @throws {ConvlabError} E_DATA_FORMAT when it is no IDX file, or too short or long for its shape
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section "file formats".
 */
export function readIdx(bytes: Uint8Array): NumberArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = bytes.length >= 4 && view.getUint16(0) === 0 ? TYPES[view.getUint8(2)] : undefined;
  if (type === undefined) {
    throw formatError(
      'This is no IDX file.',
      [...bytes.subarray(0, 4)],
      'the bytes 0, 0, a type of values and a rank first',
    );
  }
  const rank = view.getUint8(3);
  const start = 4 + 4 * rank;
  if (bytes.length < start)
    throw formatError('The IDX file ends within its header.', bytes.length, `${start} bytes`);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, dim) => product * dim, 1);
  if (bytes.length !== start + count * type.size) {
    throw formatError(
      'The IDX file does not have as many values as its shape.',
      bytes.length,
      `${start + count * type.size} bytes`,
    );
  }
  if (view.getUint8(2) === 0x08) return { shape, data: bytes.subarray(start) };
  return {
    shape,
    data: Float32Array.from({ length: count }, (_, i) => type.read(view, start + i * type.size)),
  };
}
