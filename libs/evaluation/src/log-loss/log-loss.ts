import { definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { meanMetric, meanOverOutputs, type Mean } from '../_internal/mean-metric.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/* The smallest positive float32: what a probability that came out as 0 may have been at the most. */
const SMALLEST = 2 ** -149;
const surprise = (probability: number): number => -Math.log(Math.max(probability, SMALLEST));

/**
 * Log loss: the mean surprise at the truth, in nats.
 *
 * logLoss = -mean(log(outputs[target])); with several labels -mean(y log(p) + (1 - y) log(1 - p)) over all labels
 *
 * A probability of exactly 0, which float32 gives below 2^-149, counts as 2^-149, so that one example adds at most 103.3.
 * Range: [0, 103.3]; lower is better.
 * @see Good, "Rational decisions", Journal of the Royal Statistical Society B 14, 1952.
 */
export const logLoss = definePlugin({
  kind: 'metric',
  id: 'convlab/log-loss',
  version: 1,
  title: 'Log loss',
  summary: 'Mean of minus the logarithm of the probability given to the truth, in nats.',
  formula: '-mean(log(outputs[target]))',
  references: ['Good, Rational decisions, Journal of the Royal Statistical Society B 14, 1952'],
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'lower', range: [0, surprise(0)], format: 'number' },
      tasks: ['classification', 'multi-label'],
      sumOf: (part) => (hasClassTargets(part) ? classSurprise(part) : labelSurprise(part)),
    }),
});

function classSurprise({ outputs, targets, length, numOutputs }: Predictions): Mean {
  let sum = 0;
  for (let row = 0; row < length; row++) {
    sum += surprise(outputs[row * numOutputs + (targets[row] as number)] as number);
  }
  return { sum, count: length };
}

const labelSurprise = meanOverOutputs(
  (output, target) => target * surprise(output) + (1 - target) * surprise(1 - output),
);
