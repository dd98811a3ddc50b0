import { definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs, type Mean } from '../_internal/mean-metric.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/**
 * Brier score: the mean squared difference of probabilities and truth.
 *
 * brier = mean_n sum_k (p[n, k] - [k = target[n]])^2; with several labels mean (p - y)^2 over all of them
 *
 * Brier's own form, summed over the classes: with two classes it is twice the one of a single probability.
 * Range: [0, 2]; lower is better.
 * @see Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950.
 */
export const brierScore = definePlugin({
  kind: 'metric',
  id: 'convlab/brier-score',
  version: 1,
  title: 'Brier score',
  summary: 'Mean squared difference between the probabilities of all classes and the truth.',
  formula: 'mean_n sum_k (p[n, k] - [k = target[n]])^2',
  references: [
    'Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950',
  ],
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, 2], format: 'number' },
      tasks: ['classification', 'multi-label'],
      sumOf: (part) => (hasClassTargets(part) ? classSquares(part) : labelSquares(part)),
    }),
});

function classSquares({ outputs, targets, length, numOutputs }: Predictions): Mean {
  let sum = 0;
  for (let row = 0, at = 0; row < length; row++) {
    for (let k = 0; k < numOutputs; k++, at++) {
      sum += ((outputs[at] as number) - (k === targets[row] ? 1 : 0)) ** 2;
    }
  }
  return { sum, count: length };
}

const labelSquares = meanOverOutputs((output, target) => (output - target) ** 2);
