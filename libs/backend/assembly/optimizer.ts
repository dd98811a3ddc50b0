import { loadPart, storePart } from './simd';

// Optimizer directions, one pass over a weight each. Written without fused multiply-add, so that they round as the composed
// operations do. A result may be written over the input it replaces.

/**
 * next = decay * trace + g; update = next, or g + decay * next with `nesterov`. Writes n values of each.
 */
export function momentumStep(
  g: usize, trace: usize, next: usize, update: usize, n: i32, decay: f32, nesterov: i32,
): void {
  const d = f32x4.splat(decay);
  for (; n > 0; n -= 4, g += 16, trace += 16, next += 16, update += 16) {
    const gradient = loadPart(g, n);
    const value = f32x4.add(f32x4.mul(loadPart(trace, n), d), gradient);
    storePart(next, n, value);
    storePart(update, n, nesterov ? f32x4.add(f32x4.mul(value, d), gradient) : value);
  }
}

/**
 * m' = beta1 m + rest1 g, v' = beta2 v + rest2 g^2; update = m' scale / (sqrt(d) root + epsilon), d = v' or, where `largest`
 * is given, the largest v' so far. `rest1` is 1 - beta1 as the host rounds it, likewise `rest2`.
 */
export function adamStep(
  g: usize, m: usize, v: usize, largest: usize, nextM: usize, nextV: usize, nextLargest: usize, update: usize, n: i32,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, scale: f32, root: f32, epsilon: f32,
): void {
  const b1 = f32x4.splat(beta1);
  const r1 = f32x4.splat(rest1);
  const b2 = f32x4.splat(beta2);
  const r2 = f32x4.splat(rest2);
  for (let o: usize = 0; n > 0; n -= 4, o += 16) {
    const gradient = loadPart(g + o, n);
    const first = f32x4.add(f32x4.mul(loadPart(m + o, n), b1), f32x4.mul(gradient, r1));
    const second = f32x4.add(f32x4.mul(loadPart(v + o, n), b2), f32x4.mul(f32x4.mul(gradient, gradient), r2));
    storePart(nextM + o, n, first);
    storePart(nextV + o, n, second);
    let divisor = second;
    if (largest) {
      divisor = f32x4.max(second, loadPart(largest + o, n));
      storePart(nextLargest + o, n, divisor);
    }
    const deviation = f32x4.add(f32x4.mul(f32x4.sqrt(divisor), f32x4.splat(root)), f32x4.splat(epsilon));
    storePart(update + o, n, f32x4.div(f32x4.mul(first, f32x4.splat(scale)), deviation));
  }
}
