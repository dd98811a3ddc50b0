import { definePlugin } from '@convlab/core';
import { averageConfig, countsMetric, ratio } from '../_internal/decision-counts.ts';

/**
 * Precision: of what was said to be of a class, the share that is.
 *
 * truePositives / (truePositives + falsePositives)
 *
 * A class that is never predicted has precision 0. Labels are decided at probability 0.5.
 * Range: [0, 1]; higher is better.
 * @see van Rijsbergen, Information Retrieval, 1979, chapter 7.
 */
export const precision = definePlugin({
  kind: 'metric',
  id: 'convlab/precision',
  version: 1,
  title: 'Precision',
  summary: 'Share of the examples said to be of a class that are.',
  formula: 'truePositives / (truePositives + falsePositives)',
  references: ['van Rijsbergen, Information Retrieval, 1979, chapter 7'],
  config: averageConfig,
  create: ({ average }) =>
    countsMetric(
      { better: 'higher', range: [0, 1], format: 'percent' },
      average,
      ({ truePositives, falsePositives }) => ratio(truePositives, truePositives + falsePositives),
    ),
});
