import { unzipSync } from 'fflate';
import { formatError } from '../_internal/format-error.ts';
import type { NumberArray } from '../idx/idx.ts';

type Reader = (view: DataView, at: number, little: boolean) => number;

const READERS: Readonly<Record<string, Reader>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/**
 * Reads a NumPy .npy file of numbers or truth values, versions 1 to 3, in either byte and memory order.
 *
 * Unsigned bytes stay bytes; everything else becomes float32, which holds integers up to 2^24 exactly.
 *
 * @throws {ConvlabError} E_DATA_FORMAT when it is no such file, holds anything else (objects, texts, complex numbers), or has
 *   another length than its shape
 * @see NumPy, `numpy.lib.format`.
 */
export function readNpy(bytes: Uint8Array): NumberArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 6)) !== '\u0093NUMPY') {
    throw formatError(
      'This is no .npy file.',
      [...bytes.subarray(0, 6)],
      'the magic number of NumPy’s format',
    );
  }
  const long = view.getUint8(6) > 1;
  const headerStart = long ? 12 : 10;
  const start = headerStart + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder().decode(bytes.subarray(headerStart, start));
  const { order, type, fortran, shape } = parseHeader(header);
  const read = READERS[type];
  const size = Number(type.slice(1));
  if (read === undefined)
    throw formatError(
      'The .npy file holds values that are no plain numbers.',
      type,
      Object.keys(READERS).join(', '),
    );
  const count = shape.reduce((product, dim) => product * dim, 1);
  if (bytes.length !== start + count * size) {
    throw formatError(
      'The .npy file does not have as many values as its shape.',
      bytes.length,
      `${start + count * size} bytes`,
    );
  }
  const place = fortran ? fortranPlaces(shape) : (i: number) => i;
  const data = type === 'u1' ? new Uint8Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = read(view, start + place(i) * size, order !== '>');
  return { shape, data };
}

/**
 * Reads all arrays of a NumPy .npz file by name.
 *
 * @throws {ConvlabError} E_DATA_FORMAT
 */
export function readNpz(bytes: Uint8Array): Record<string, NumberArray> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (error) {
    throw formatError(
      'This is no .npz file.',
      error instanceof Error ? error.message : error,
      'a zip archive of .npy files',
    );
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name.replace(/\.npy$/, ''), readNpy(content)]),
  );
}

function parseHeader(header: string): { order: string; type: string; fortran: boolean; shape: number[] } {
  const descr = /'descr':\s*'([<>|=])([a-zA-Z]\d+)'/.exec(header);
  const fortran = /'fortran_order':\s*(True|False)/.exec(header);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header);
  if (descr === null || fortran === null || shape === null) {
    throw formatError(
      'The header of the .npy file cannot be read.',
      header.trim(),
      'descr of plain numbers, fortran_order and shape',
    );
  }
  const dims = (shape[1] ?? '').split(',').filter((dim) => dim.trim() !== '');
  return {
    order: descr[1] ?? '',
    type: descr[2] ?? '',
    fortran: fortran[1] === 'True',
    shape: dims.map(Number),
  };
}

/** Where the value at a row-major position stands in column-major order. */
function fortranPlaces(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, dim) => product * dim, 1));
  return (i) => {
    let rest = i;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const dim = shape[axis] as number;
      place += (rest % dim) * (strides[axis] as number);
      rest = Math.floor(rest / dim);
    }
    return place;
  };
}
