import { definePlugin, type Metric, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { requireValues } from '../_internal/require-predictions.ts';

/** Sums of one output. */
interface OutputSums {
  /** Sum of squared differences between output and target. */
  readonly residual: number;
  readonly mean: number;
  /** Sum of squared deviations of the target from its mean. */
  readonly deviation: number;
}

interface R2State {
  readonly count: number;
  readonly sums: readonly OutputSums[];
}

/**
 * Coefficient of determination: the share of the targets' variance that is explained, averaged over outputs.
 *
 * r2 = 1 - sum((output - target)^2) / sum((target - mean(target))^2)
 *
 * 0 is what the mean of the targets would reach; 1 - r2 is the unexplained share. A target that never varies gives 1 when it
 * is met exactly, and 0 otherwise, as in scikit-learn.
 * Range: (-Infinity, 1]; higher is better.
 * @see Wright, "Correlation and causation", Journal of Agricultural Research 20, 1921.
 */
export const r2 = definePlugin({
  kind: 'metric',
  id: 'convlab/r2',
  version: 1,
  title: 'R²',
  summary: 'Share of the variance of the truth that is explained; 0 is as good as its mean.',
  formula: '1 - sum((output - target)^2) / sum((target - mean(target))^2)',
  references: ['Wright, Correlation and causation, Journal of Agricultural Research 20, 1921'],
  config: z.strictObject({}),
  create: (): Metric<R2State> => ({
    scale: { better: 'higher', range: [-Infinity, 1], format: 'number' },
    tasks: ['regression'],
    start: () => ({ count: 0, sums: [] }),
    add: (state, part) => merge(state, requireValues(sumsOf)(part)),
    value: ({ count, sums }) =>
      count === 0 ? NaN : sums.reduce((total, output) => total + explained(output), 0) / sums.length,
  }),
});

function explained({ residual, deviation }: OutputSums): number {
  if (deviation === 0) return residual === 0 ? 1 : 0;
  return 1 - residual / deviation;
}

function sumsOf({ outputs, targets, length, numOutputs }: Predictions): R2State {
  const sums = Array.from({ length: numOutputs }, (_, k): OutputSums => {
    let mean = 0;
    let residual = 0;
    for (let i = k; i < outputs.length; i += numOutputs) {
      mean += (targets[i] as number) / length;
      residual += ((outputs[i] as number) - (targets[i] as number)) ** 2;
    }
    let deviation = 0;
    for (let i = k; i < outputs.length; i += numOutputs) deviation += ((targets[i] as number) - mean) ** 2;
    return { residual, mean, deviation };
  });
  return { count: length, sums };
}

/* Chan, Golub and LeVeque's update: exact also when the targets are far from 0. */
function merge(a: R2State, b: R2State): R2State {
  if (a.count === 0 || b.count === 0) return a.count === 0 ? b : a;
  const count = a.count + b.count;
  const sums = a.sums.map((one, k): OutputSums => {
    const other = b.sums[k] as OutputSums;
    const difference = other.mean - one.mean;
    return {
      residual: one.residual + other.residual,
      mean: one.mean + (difference * b.count) / count,
      deviation: one.deviation + other.deviation + (difference ** 2 * a.count * b.count) / count,
    };
  });
  return { count, sums };
}
