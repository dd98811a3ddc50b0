import { fma } from './simd';

/** e^x, about 1 ulp: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2]. Overflows to infinity, underflows to zero, keeps NaN. */
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.max(x, f32x4.splat(-104.0)), f32x4.splat(89.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let r = fma(n, f32x4.splat(-0.693359375), clamped);
  r = fma(n, f32x4.splat(2.12194440e-4), r);
  let p = fma(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3));
  p = fma(p, r, f32x4.splat(8.3334519073e-3));
  p = fma(p, r, f32x4.splat(4.1665795894e-2));
  p = fma(p, r, f32x4.splat(1.6666665459e-1));
  p = fma(p, r, f32x4.splat(5.0000001201e-1));
  p = fma(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  // 2^n in two factors, because n reaches 128 and -150.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const other = i32x4.sub(whole, half);
  const f0 = i32x4.shl(i32x4.add(half, i32x4.splat(127)), 23);
  const f1 = i32x4.shl(i32x4.add(other, i32x4.splat(127)), 23);
  return f32x4.mul(f32x4.mul(p, f0), f1);
}

/** e^x - 1 without cancellation near zero. */
@inline
export function expm14(x: v128): v128 {
  let p = fma(f32x4.splat(1.0 / 5040), x, f32x4.splat(1.0 / 720));
  p = fma(p, x, f32x4.splat(1.0 / 120));
  p = fma(p, x, f32x4.splat(1.0 / 24));
  p = fma(p, x, f32x4.splat(1.0 / 6));
  p = fma(p, x, f32x4.splat(0.5));
  p = fma(p, f32x4.mul(x, x), x);
  const isSmall = f32x4.lt(f32x4.abs(x), f32x4.splat(0.35));
  return v128.bitselect(p, f32x4.sub(exp4(x), f32x4.splat(1)), isSmall);
}

/** Natural logarithm, about 1 ulp; zero gives -infinity, negative values NaN, infinity and NaN stay. */
@inline
export function log4(x: v128): v128 {
  const isTiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, isTiny);
  let e = i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126));
  e = i32x4.sub(e, v128.and(isTiny, i32x4.splat(23)));
  let m = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const isLow = f32x4.lt(m, f32x4.splat(0.707106781186547524));
  const exponent = f32x4.convert_i32x4_s(i32x4.add(e, isLow)); // the mask is -1
  m = f32x4.sub(f32x4.add(m, v128.and(isLow, m)), f32x4.splat(1));
  const z = f32x4.mul(m, m);
  let p = fma(f32x4.splat(7.0376836292e-2), m, f32x4.splat(-1.1514610310e-1));
  p = fma(p, m, f32x4.splat(1.1676998740e-1));
  p = fma(p, m, f32x4.splat(-1.2420140846e-1));
  p = fma(p, m, f32x4.splat(1.4249322787e-1));
  p = fma(p, m, f32x4.splat(-1.6668057665e-1));
  p = fma(p, m, f32x4.splat(2.0000714765e-1));
  p = fma(p, m, f32x4.splat(-2.4999993993e-1));
  p = fma(p, m, f32x4.splat(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, m), z);
  p = fma(exponent, f32x4.splat(-2.12194440e-4), p);
  p = fma(z, f32x4.splat(-0.5), p);
  let y = f32x4.add(m, p);
  y = fma(exponent, f32x4.splat(0.693359375), y);
  const infinity = f32x4.splat(Infinity);
  y = v128.bitselect(infinity, y, f32x4.eq(x, infinity));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  const isValid = f32x4.ge(x, f32x4.splat(0));
  return v128.bitselect(y, f32x4.splat(NaN), isValid);
}

@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

@inline
export function tanh4(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let p = fma(f32x4.splat(-5.70498872745e-3), z, f32x4.splat(2.06390887954e-2));
  p = fma(p, z, f32x4.splat(-5.37397155531e-2));
  p = fma(p, z, f32x4.splat(1.33314422036e-1));
  p = fma(p, z, f32x4.splat(-3.33332819422e-1));
  p = fma(f32x4.mul(p, z), x, x);
  // 1 - 2 / (e^2x + 1) keeps the sign and saturates by itself.
  const e = exp4(f32x4.add(x, x));
  const q = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1))));
  return v128.bitselect(p, q, f32x4.lt(f32x4.abs(x), f32x4.splat(0.625)));
}

/** log(1 + e^x), stable on both sides. */
@inline
export function softplus4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  // log1p(e) for e in [0, 1]: the series near 0, where 1 + e loses the digits of e.
  const isSmall = f32x4.lt(e, f32x4.splat(1e-3));
  const series = fma(f32x4.mul(e, e), fma(e, f32x4.splat(1.0 / 3), f32x4.splat(-0.5)), e);
  const tail = v128.bitselect(series, log4(f32x4.add(f32x4.splat(1), e)), isSmall);
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), tail);
}

/** Error function, Abramowitz and Stegun 7.1.26, absolute error 1.5e-7: what the cpu backend uses. */
@inline
export function erf4(x: v128): v128 {
  const a = f32x4.abs(x);
  const t = f32x4.div(f32x4.splat(1), fma(f32x4.splat(0.3275911), a, f32x4.splat(1)));
  let p = fma(f32x4.splat(1.061405429), t, f32x4.splat(-1.453152027));
  p = fma(p, t, f32x4.splat(1.421413741));
  p = fma(p, t, f32x4.splat(-0.284496736));
  p = fma(p, t, f32x4.splat(0.254829592));
  const y = f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(a, a)))));
  const sign = v128.and(x, i32x4.splat(<i32>0x80000000));
  return v128.xor(y, sign);
}
