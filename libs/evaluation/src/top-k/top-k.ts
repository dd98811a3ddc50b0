import { ConvlabError, definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { meanMetric } from '../_internal/mean-metric.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

const config = z.strictObject({
  k: z
    .int()
    .min(1)
    .default(5)
    .meta({ title: 'k', description: 'How many of the most probable classes count as right.' }),
});

/**
 * Top-k accuracy: the share of examples whose class is among the k most probable.
 *
 * topK = mean(#{j : outputs[j] > outputs[target], or equal with j < target} < k)
 *
 * Range: [0, 1]; higher is better. With k = 1 it is the accuracy.
 * @throws {ConvlabError} E_METRIC_CLASSES when k exceeds the number of classes
 */
export const topK = definePlugin({
  kind: 'metric',
  id: 'convlab/top-k',
  version: 1,
  title: 'Top-k accuracy',
  summary: 'Share of examples whose class is among the k most probable.',
  formula: 'mean(rank(target) <= k)',
  config,
  create: ({ k }) =>
    meanMetric({
      scale: { better: 'higher', range: [0, 1], format: 'percent' },
      tasks: ['classification'],
      sumOf: (part) => {
        hasClassTargets(part);
        requireClasses(k, part.numOutputs);
        let sum = 0;
        for (let row = 0; row < part.length; row++) if (numBefore(part, row) < k) sum++;
        return { sum, count: part.length };
      },
    }),
});

/** How many classes rank before the true one. */
function numBefore({ outputs, targets, numOutputs }: Predictions, row: number): number {
  const target = targets[row] as number;
  const start = row * numOutputs;
  const probability = outputs[start + target] as number;
  let before = 0;
  for (let j = 0; j < numOutputs; j++) {
    const other = outputs[start + j] as number;
    if (other > probability || (other === probability && j < target)) before++;
  }
  return before;
}

function requireClasses(k: number, numClasses: number): void {
  if (k <= numClasses) return;
  throw new ConvlabError({
    code: 'E_METRIC_CLASSES',
    message: `Top-${k} accuracy needs at least ${k} classes.`,
    received: numClasses,
    expected: `k of at most ${numClasses}`,
  });
}
