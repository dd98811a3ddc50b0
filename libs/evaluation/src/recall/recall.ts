import { definePlugin } from '@convlab/core';
import { averageConfig, countsMetric, ratio } from '../_internal/decision-counts.ts';

/**
 * Recall: of what is of a class, the share that was found.
 *
 * truePositives / (truePositives + falseNegatives)
 *
 * A class without examples has recall 0. Labels are decided at probability 0.5.
 * Range: [0, 1]; higher is better.
 * @see van Rijsbergen, Information Retrieval, 1979, chapter 7.
 */
export const recall = definePlugin({
  kind: 'metric',
  id: 'convlab/recall',
  version: 1,
  title: 'Recall',
  summary: 'Share of the examples of a class that were found.',
  formula: 'truePositives / (truePositives + falseNegatives)',
  references: ['van Rijsbergen, Information Retrieval, 1979, chapter 7'],
  config: averageConfig,
  create: ({ average }) =>
    countsMetric(
      { better: 'higher', range: [0, 1], format: 'percent' },
      average,
      ({ truePositives, falseNegatives }) => ratio(truePositives, truePositives + falseNegatives),
    ),
});
