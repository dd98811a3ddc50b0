/* Rotation constants and key parity of Threefry-2x32 (Salmon et al. 2011, table 2 and section 3.3). */
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const KEY_PARITY = 0x1bd11bda;
const NUM_ROUNDS = 20;

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
  const schedule = [key[0], key[1], KEY_PARITY ^ key[0] ^ key[1]] as const;
  let x0 = (counter[0] + key[0]) | 0;
  let x1 = (counter[1] + key[1]) | 0;
  for (let round = 0; round < NUM_ROUNDS; round++) {
    const r = ROTATIONS[round % 8] as number;
    x0 = (x0 + x1) | 0;
    x1 = (x1 << r) | (x1 >>> (32 - r));
    x1 ^= x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + (schedule[injection % 3] as number)) | 0;
      x1 = (x1 + (schedule[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  out[offset] = x0;
  out[offset + 1] = x1;
}
