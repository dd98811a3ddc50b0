/* Key parity of Threefry-2x32 (Salmon et al. 2011, section 3.3). */
const KEY_PARITY = 0x1bd11bda;

/** Two unsigned 32-bit words. */
export type WordPair = readonly [number, number];

/**
 * The Threefry-2x32 block function with 20 rounds: a keyed bijection of two 32-bit words.
 *
 * It needs only additions, rotations and exclusive-or, which plain JavaScript numbers do fast and exactly, and it is
 * stateless: any block of a stream can be computed by itself.
 *
 * @param key      two unsigned 32-bit words
 * @param counter  two unsigned 32-bit words
 * @param out      receives the two words of output, from index `offset` on
 * @see Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011, section 3.3.
 */
export function threefry2x32(key: WordPair, counter: WordPair, out: Uint32Array, offset = 0): void {
  blocks(key, counter[0], counter[1], 1, out, offset);
}

/**
 * `count` blocks with the counters (first, high), (first + 1, high), ...; two words each.
 *
 * The rounds are written out, with the rotations of table 2: a loop over them takes twice as long.
 */
export function blocks(
  key: WordPair,
  first: number,
  high: number,
  count: number,
  out: Uint32Array,
  offset = 0,
): void {
  const k0 = key[0] | 0;
  const k1 = key[1] | 0;
  const k2 = KEY_PARITY ^ k0 ^ k1;
  const start1 = (high + k1) | 0;
  for (let i = 0; i < count; i++) {
    let x0 = (first + i + k0) | 0;
    let x1 = start1;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2 + 1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0 + 2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1 + 3) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + k1) | 0;
    x1 = (x1 + k2 + 4) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + k2) | 0;
    x1 = (x1 + k0 + 5) | 0;
    out[offset + 2 * i] = x0;
    out[offset + 2 * i + 1] = x1;
  }
}
