import { definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { argMax } from '../_internal/arg-max.ts';
import { meanMetric, meanOverOutputs, type Mean } from '../_internal/mean-metric.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/**
 * Accuracy: the share of correct decisions.
 *
 * accuracy = mean(argmax(outputs) == target); error = 1 - accuracy
 *
 * With several labels per example every label is a decision, taken at probability 0.5.
 * Range: [0, 1]; higher is better. Among equal probabilities the first class is taken.
 */
export const accuracy = definePlugin({
  kind: 'metric',
  id: 'convlab/accuracy',
  version: 1,
  title: 'Accuracy',
  summary: 'Share of correct decisions; the error is what is left to 1.',
  formula: 'mean(argmax(outputs) == target)',
  config: z.strictObject({}),
  create: () =>
    meanMetric({
      scale: { better: 'higher', range: [0, 1], format: 'percent' },
      tasks: ['classification', 'multi-label'],
      sumOf: (part) => (hasClassTargets(part) ? correctClasses(part) : correctLabels(part)),
    }),
});

function correctClasses(part: Predictions): Mean {
  let sum = 0;
  for (let row = 0; row < part.length; row++) {
    if (argMax(part, row) === part.targets[row]) sum++;
  }
  return { sum, count: part.length };
}

const correctLabels = meanOverOutputs((output, target) => (output >= 0.5 === target >= 0.5 ? 1 : 0));
