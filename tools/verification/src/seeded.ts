/**
 * The seeded generator of the reference values: uniform numbers in (0, 1) that anyone can compute.
 *
 * h = FNV-1a-32(salt + ':' + name);  x_i = MurmurHash3's finalizer of h + i · 0x9E3779B9;  u_i = (x_i + 0.5) / 2^32
 */
export function seededUniform(salt: string, name: string, size: number): Float64Array {
  return fill(new Float64Array(size), fnv1a(`${salt}:${name}`), 0, 1);
}

/* x_i = from + u_i · span. Plain loops over numbers: a network has 10^8 weights. */
function fill<T extends Float32Array | Float64Array>(values: T, hash: number, from: number, span: number): T {
  for (let i = 0; i < values.length; i++) {
    let x = (hash + Math.imul(i, 0x9e3779b9)) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    values[i] = from + (span * (((x ^ (x >>> 16)) >>> 0) + 0.5)) / 2 ** 32;
  }
  return values;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The values of one tensor of a PyTorch state dict, by its name and PyTorch shape. */
export function seededTensor(salt: string, name: string, shape: readonly number[]): Float32Array {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const { center, spread } = distribution(name, shape);
  return fill(new Float32Array(size), fnv1a(`${salt}:${name}`), center - spread, 2 * spread);
}

/** The values of an image batch. */
export function seededImages(salt: string, name: string, size: number): Float32Array {
  const limit = Math.sqrt(3);
  return fill(new Float32Array(size), fnv1a(`${salt}:${name}`), -limit, 2 * limit);
}

function distribution(name: string, shape: readonly number[]): { center: number; spread: number } {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (last === 'running_mean' || last === 'bias') return { center: 0, spread: 0.1 };
  if (last === 'running_var' || shape.length < 2) return { center: 1, spread: 0.25 };
  const fanIn = shape.slice(1).reduce((product, dim) => product * dim, 1);
  return { center: 0, spread: Math.sqrt(6 / fanIn) };
}
