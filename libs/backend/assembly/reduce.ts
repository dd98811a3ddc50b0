import { sumLanes } from './simd';

@inline
function combine(op: i32, a: v128, b: v128): v128 {
  if (op == 1) return f32x4.max(a, b);
  if (op == 2) return f32x4.min(a, b);
  return f32x4.add(a, b);
}

@inline
function startOf(op: i32): f32 {
  if (op == 1) return -Infinity;
  if (op == 2) return Infinity;
  return 0;
}

/** One contiguous run. Sums go through partial sums of 1024 values collected in double precision. */
@inline
function reduceRun(op: i32, x: usize, n: i32): f32 {
  let total: f64 = 0;
  let best: f32 = startOf(op);
  let rest = n;
  while (rest > 0) {
    const count = min(rest, 1024);
    let a0 = f32x4.splat(startOf(op));
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let i = count;
    for (; i >= 16; i -= 16, x += 64) {
      a0 = combine(op, a0, v128.load(x));
      a1 = combine(op, a1, v128.load(x, 16));
      a2 = combine(op, a2, v128.load(x, 32));
      a3 = combine(op, a3, v128.load(x, 48));
    }
    for (; i >= 4; i -= 4, x += 16) a0 = combine(op, a0, v128.load(x));
    for (let lane = 0; i > 0; i--, x += 4, lane++) {
      let v = f32x4.splat(startOf(op));
      v = f32x4.replace_lane(v, 0, load<f32>(x));
      a1 = combine(op, a1, v);
    }
    a0 = combine(op, combine(op, a0, a1), combine(op, a2, a3));
    if (op == 0) {
      total += <f64>sumLanes(a0);
    } else {
      const b0 = f32x4.splat(best);
      let m = combine(op, a0, b0);
      m = combine(op, m, v128.shuffle<f32>(m, m, 2, 3, 0, 1));
      m = combine(op, m, v128.shuffle<f32>(m, m, 1, 0, 3, 2));
      best = f32x4.extract_lane(m, 0);
    }
    rest -= count;
  }
  return op == 0 ? <f32>total : best;
}

const ROWS: i32 = 256;

@inline
function reduceColumns(op: i32, x: usize, out: usize, count: i32, inner: i32): void {
  const row = (<usize>inner) << 2;
  const wholes = inner & ~3;
  for (let r0 = 0; r0 < count; r0 += ROWS) {
    const r1 = min(count, r0 + ROWS);
    const base = x + <usize>r0 * row;
    let c = 0;
    for (; c + 16 <= wholes; c += 16) {
      const o = out + ((<usize>c) << 2);
      let p = base + ((<usize>c) << 2);
      let a0 = f32x4.splat(startOf(op));
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      for (let r = r0; r < r1; r++, p += row) {
        a0 = combine(op, a0, v128.load(p));
        a1 = combine(op, a1, v128.load(p, 16));
        a2 = combine(op, a2, v128.load(p, 32));
        a3 = combine(op, a3, v128.load(p, 48));
      }
      if (r0) {
        a0 = combine(op, a0, v128.load(o));
        a1 = combine(op, a1, v128.load(o, 16));
        a2 = combine(op, a2, v128.load(o, 32));
        a3 = combine(op, a3, v128.load(o, 48));
      }
      v128.store(o, a0);
      v128.store(o, a1, 16);
      v128.store(o, a2, 32);
      v128.store(o, a3, 48);
    }
    for (; c < wholes; c += 4) {
      const o = out + ((<usize>c) << 2);
      let p = base + ((<usize>c) << 2);
      let a = f32x4.splat(startOf(op));
      for (let r = r0; r < r1; r++, p += row) a = combine(op, a, v128.load(p));
      if (r0) a = combine(op, a, v128.load(o));
      v128.store(o, a);
    }
    for (; c < inner; c++) {
      const o = out + ((<usize>c) << 2);
      let p = base + ((<usize>c) << 2);
      let a = f32x4.splat(startOf(op));
      for (let r = r0; r < r1; r++, p += row) a = combine(op, a, f32x4.splat(load<f32>(p)));
      if (r0) a = combine(op, a, f32x4.splat(load<f32>(o)));
      store<f32>(o, f32x4.extract_lane(a, 0));
    }
  }
}

@inline
function reduceNd(op: i32, x: usize, out: usize, outer: i32, count: i32, inner: i32, scale: f32): void {
  const bytes = <usize>count * ((<usize>inner) << 2);
  const outBytes = (<usize>inner) << 2;
  let o = out;
  for (let i = 0; i < outer; i++) {
    if (inner == 1) store<f32>(o, reduceRun(op, x, count));
    else reduceColumns(op, x, o, count, inner);
    x += bytes;
    o += outBytes;
  }
  if (op == 0 && scale != 1) {
    const end = out + <usize>outer * outBytes;
    for (; out < end; out += 4) store<f32>(out, load<f32>(out) * scale);
  }
}

/** out [outer, inner] = reduction of x [outer, count, inner]: 0 sum (times scale), 1 max, 2 min. count >= 1. */
export function reduce(op: i32, x: usize, out: usize, outer: i32, count: i32, inner: i32, scale: f32): void {
  if (op == 0) reduceNd(0, x, out, outer, count, inner, scale);
  else if (op == 1) reduceNd(1, x, out, outer, count, inner, scale);
  else reduceNd(2, x, out, outer, count, inner, scale);
}
