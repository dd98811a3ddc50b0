/** a * b + c: one fused instruction in the relaxed build, a multiplication and an addition in the plain one. */
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a * b, likewise. */
@inline
export function fnma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** Sum of the four lanes. */
@inline
export function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** A vector of which `left` values are there: plain, or the first `left` values and zeros. */
@inline
export function loadPart(p: usize, left: i32): v128 {
  if (left >= 4) return v128.load(p);
  let v = f32x4.replace_lane(f32x4.splat(0), 0, load<f32>(p));
  if (left > 1) v = f32x4.replace_lane(v, 1, load<f32>(p, 4));
  if (left > 2) v = f32x4.replace_lane(v, 2, load<f32>(p, 8));
  return v;
}

/** Stores the first `left` values of a vector. */
@inline
export function storePart(p: usize, left: i32, v: v128): void {
  if (left >= 4) {
    v128.store(p, v);
    return;
  }
  store<f32>(p, f32x4.extract_lane(v, 0));
  if (left > 1) store<f32>(p, f32x4.extract_lane(v, 1), 4);
  if (left > 2) store<f32>(p, f32x4.extract_lane(v, 2), 8);
}

/** Copies `count` values; for short runs, where memory.copy costs more than the copying. */
@inline
export function copyFloats(dst: usize, src: usize, count: i32): void {
  let i = count;
  for (; i >= 4; i -= 4, dst += 16, src += 16) v128.store(dst, v128.load(src));
  for (; i > 0; i--, dst += 4, src += 4) store<f32>(dst, load<f32>(src));
}

/** Likewise zeros. */
@inline
export function zeroFloats(dst: usize, count: i32): void {
  let i = count;
  for (; i >= 4; i -= 4, dst += 16) v128.store(dst, f32x4.splat(0));
  for (; i > 0; i--, dst += 4) store<f32>(dst, 0);
}
