// Threefry-2x32 with 20 rounds (Salmon et al., SC 2011), four blocks at a time. Block i of a stream has the counter
// (i, stream) and gives the words 2 i and 2 i + 1; the host's generator in @convlab/core numbers them the same way.

const PARITY: u32 = 0x1bd11bda;

@inline
function mix(x0: v128, x1: v128, rotation: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(x1, rotation), i32x4.shr_u(x1, 32 - rotation)), x0);
}

/** Four rounds with one set of rotations, then a word of the key into each half. Leaves both halves at `out`. */
@inline
function fourRounds(out: usize, r0: i32, r1: i32, r2: i32, r3: i32, k0: u32, k1: u32): void {
  let x0 = v128.load(out);
  let x1 = v128.load(out, 16);
  x0 = i32x4.add(x0, x1); x1 = mix(x0, x1, r0);
  x0 = i32x4.add(x0, x1); x1 = mix(x0, x1, r1);
  x0 = i32x4.add(x0, x1); x1 = mix(x0, x1, r2);
  x0 = i32x4.add(x0, x1); x1 = mix(x0, x1, r3);
  v128.store(out, i32x4.add(x0, i32x4.splat(k0)));
  v128.store(out, i32x4.add(x1, i32x4.splat(k1)), 16);
}

/** The eight words of four blocks from `block` on, in order, at `out`. */
function fourBlocks(out: usize, key0: u32, key1: u32, block: u32, stream: u32): void {
  const key2 = PARITY ^ key0 ^ key1;
  const counters = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3));
  v128.store(out, i32x4.add(counters, i32x4.splat(key0)));
  v128.store(out, i32x4.splat(stream + key1), 16);
  fourRounds(out, 13, 15, 26, 6, key1, key2 + 1);
  fourRounds(out, 17, 29, 16, 24, key2, key0 + 2);
  fourRounds(out, 13, 15, 26, 6, key0, key1 + 3);
  fourRounds(out, 17, 29, 16, 24, key1, key2 + 4);
  fourRounds(out, 13, 15, 26, 6, key2, key0 + 5);
  const x0 = v128.load(out);
  const x1 = v128.load(out, 16);
  v128.store(out, v128.shuffle<i32>(x0, x1, 0, 4, 1, 5));
  v128.store(out, v128.shuffle<i32>(x0, x1, 2, 6, 3, 7), 16);
}

/** Words `from` to `from` + n of a stream; `from` is a multiple of 8. `out` has room for n rounded up to 8. */
export function randomWords(key0: u32, key1: u32, stream: u32, from: i32, out: usize, n: i32): void {
  for (let i = 0; i < n; i += 8, out += 32) fourBlocks(out, key0, key1, (from + i) >>> 1, stream);
}

/** The upper 24 bits of a word: a multiple of 2^-24 in [0, 1). */
@inline
function bits24(words: v128): v128 {
  return i32x4.shr_u(words, 8);
}

/** min + (range * bits) * 2^-24 in double precision, as the host works it out; `p` holds n words (in place). */
export function wordsToUniform(p: usize, n: i32, min: f64, range: f64): void {
  const low = f64x2.splat(min);
  const width = f64x2.splat(range);
  const unit = f64x2.splat(1.0 / 16777216);
  for (; n > 0; n -= 4, p += 16) {
    const bits = bits24(v128.load(p));
    const a = f64x2.add(low, f64x2.mul(f64x2.mul(width, f64x2.convert_low_i32x4_u(bits)), unit));
    const upper = v128.shuffle<i32>(bits, bits, 2, 3, 2, 3);
    const b = f64x2.add(low, f64x2.mul(f64x2.mul(width, f64x2.convert_low_i32x4_u(upper)), unit));
    v128.store(p, v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5));
  }
}

/** 0 where the uniform number of a word is below a rate, given as ceil(rate * 2^24), else `kept` (in place). */
export function wordsToMask(p: usize, n: i32, threshold: i32, kept: f32): void {
  const limit = i32x4.splat(threshold);
  const value = f32x4.splat(kept);
  for (; n > 0; n -= 4, p += 16) v128.store(p, v128.and(value, i32x4.ge_s(bits24(v128.load(p)), limit)));
}
