import { exp4, log4 } from './math';

/**
 * Softmax cross-entropy of logits and target probabilities [rows, C] in one pass per row:
 * t = (1 - smoothing) * labels + smoothing / C, loss = -sum w t log p, gradient_j = p_j sum(w t) - w_j t_j.
 * `weights` [C] or null. The gradient is written beside the loss, unscaled.
 */
export function softmaxCrossEntropy(
  logits: usize, labels: usize, weights: usize, loss: usize, gradient: usize, rows: i32, C: i32, smoothing: f32,
): void {
  const row = (<usize>C) << 2;
  for (let r = 0; r < rows; r++) {
    let largest: f32 = -Infinity;
    let sawNaN = false;
    for (let c: usize = 0; c < row; c += 4) {
      const v = load<f32>(logits + c);
      if (v > largest) largest = v;
      if (v != v) sawNaN = true;
    }
    if (sawNaN) largest = NaN;
    let total: f64 = 0;
    for (let c: usize = 0; c < row; c += 4) {
      const e = f32x4.extract_lane(exp4(f32x4.splat(load<f32>(logits + c) - largest)), 0);
      store<f32>(gradient + c, e);
      total += <f64>e;
    }
    const logTotal = f32x4.extract_lane(log4(f32x4.splat(<f32>total)), 0);
    let value: f64 = 0;
    let mass: f64 = 0;
    for (let c: usize = 0; c < row; c += 4) {
      let t: f32 = load<f32>(labels + c) * (1 - smoothing) + smoothing / <f32>C;
      if (weights) t *= load<f32>(weights + c);
      // A class without weight in the target adds nothing, even where log p is minus infinity.
      if (t != 0) value -= <f64>t * <f64>(load<f32>(logits + c) - largest - logTotal);
      mass += <f64>t;
    }
    const scale = <f32>(mass / total);
    for (let c: usize = 0; c < row; c += 4) {
      let t: f32 = load<f32>(labels + c) * (1 - smoothing) + smoothing / <f32>C;
      if (weights) t *= load<f32>(weights + c);
      store<f32>(gradient + c, load<f32>(gradient + c) * scale - t);
    }
    store<f32>(loss, <f32>value);
    loss += 4;
    logits += row;
    labels += row;
    gradient += row;
  }
}
