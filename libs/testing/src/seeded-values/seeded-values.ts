/** What a golden tensor is, which decides the range of its values. */
export type SeededKind = 'image' | 'unit' | 'parameter';

/**
 * Deterministic values for reference files, so that nothing large has to be stored.
 *
 * h = FNV-1a-32(utf8(salt + ':' + name)); x = MurmurHash3 finalizer of h + i · 0x9E3779B9; u = (x + 1/2) / 2^32
 *
 * image (also cotangents): (2u - 1) · sqrt(3). unit: u. parameter: by the last part of its PyTorch name and its rank:
 * running_mean (2u - 1) / 10, running_var 0.75 + u / 2, bias (2u - 1) / 10, rank 2 and more
 * (2u - 1) · sqrt(6 / product(shape[1:])), other vectors 0.75 + u / 2.
 *
 * @param name   PyTorch’s state_dict name, or the name of an input
 * @param shape  in PyTorch’s layout; values come in its row-major order
 */
export function seededValues(
  salt: string,
  name: string,
  shape: readonly number[],
  kind: SeededKind,
): Float64Array {
  const start = hash(`${salt}:${name}`);
  const [factor, offset] = affine(name, shape, kind);
  const length = shape.reduce((product, dim) => product * dim, 1);
  return Float64Array.from({ length }, (_, i) => factor * unit(start, i) + offset);
}

/** Factor and offset that map u in (0, 1) to the tensor's range. */
function affine(name: string, shape: readonly number[], kind: SeededKind): readonly [number, number] {
  if (kind === 'unit') return [1, 0];
  if (kind === 'image') return symmetric(Math.sqrt(3));
  const part = name.split('.').at(-1);
  if (part === 'running_mean' || part === 'bias') return symmetric(0.1);
  if (part !== 'running_var' && shape.length >= 2) {
    return symmetric(Math.sqrt(6 / shape.slice(1).reduce((product, dim) => product * dim, 1)));
  }
  return [0.5, 0.75];
}

function symmetric(limit: number): readonly [number, number] {
  return [2 * limit, -limit];
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

function unit(start: number, i: number): number {
  let x = (start + Math.imul(i, 0x9e3779b9)) >>> 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 16;
  return ((x >>> 0) + 0.5) / 2 ** 32;
}
