import { definePlugin } from '@convlab/core';
import { averageConfig, countsMetric, ratio } from '../_internal/decision-counts.ts';

/**
 * F1: the harmonic mean of precision and recall.
 *
 * 2 truePositives / (2 truePositives + falsePositives + falseNegatives)
 *
 * Averages are those of the F1 of single classes. Labels are decided at probability 0.5.
 * Range: [0, 1]; higher is better.
 * @see van Rijsbergen, Information Retrieval, 1979, chapter 7.
 */
export const f1 = definePlugin({
  kind: 'metric',
  id: 'convlab/f1',
  version: 1,
  title: 'F1',
  summary: 'Harmonic mean of precision and recall.',
  formula: '2 truePositives / (2 truePositives + falsePositives + falseNegatives)',
  references: ['van Rijsbergen, Information Retrieval, 1979, chapter 7'],
  config: averageConfig,
  create: ({ average }) =>
    countsMetric(
      { better: 'higher', range: [0, 1], format: 'percent' },
      average,
      ({ truePositives, falsePositives, falseNegatives }) =>
        ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    ),
});
