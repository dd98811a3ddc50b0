import type { Task } from './loss.ts';

/** Predictions and truth of a part of the data, on the host. */
export interface Predictions {
  /** Probabilities for classification and multi-label, values for regression. Row-major [n, numOutputs]. */
  readonly outputs: Float32Array;
  /** Class indices [n], or [n, numOutputs]. */
  readonly targets: Int32Array | Float32Array;
  readonly length: number;
  readonly numOutputs: number;
}

/** How a metric is read and written; declared once for tables, charts and early stopping. */
export interface MetricScale {
  /** Whether a larger or a smaller value is better. */
  readonly better: 'higher' | 'lower';
  /** Smallest and largest possible value. */
  readonly range: readonly [number, number];
  readonly format: 'percent' | 'number';
}

/** A metric: a streaming computation; fed in parts it gives what it gives fed at once. Its state is JSON. */
export interface Metric<TState = unknown> {
  readonly scale: MetricScale;
  readonly tasks: readonly Task[];
  start(): TState;
  add(state: TState, part: Predictions): TState;
  /** The value so far; NaN when nothing was added. */
  value(state: TState): number;
}
