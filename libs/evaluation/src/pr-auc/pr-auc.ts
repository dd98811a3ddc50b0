import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { cumulativeCounts, scoreMetric, type BinaryScores } from '../_internal/score-metric.ts';

/**
 * Area under the precision–recall curve as average precision, each class against all others, averaged over classes (macro).
 *
 * ap = sum_n (recall[n] - recall[n - 1]) precision[n], over distinct scores from the highest down
 *
 * The share of positives is what chance reaches, so that it says more than ROC-AUC when positives are rare. No interpolation,
 * as in scikit-learn. With two classes the second is the positive one. Keeps all scores in memory.
 * Range: [0, 1]; higher is better.
 * @see Davis & Goadrich, "The relationship between precision-recall and ROC curves", ICML 2006.
 */
export const prAuc = definePlugin({
  kind: 'metric',
  id: 'convlab/pr-auc',
  version: 1,
  title: 'PR-AUC',
  summary: 'Average precision over all recalls; the share of positives by chance.',
  formula: 'sum_n (recall[n] - recall[n - 1]) precision[n]',
  references: ['Davis & Goadrich, The relationship between precision-recall and ROC curves, ICML 2006'],
  config: z.strictObject({}),
  create: () => scoreMetric({ better: 'higher', range: [0, 1], format: 'number' }, averagePrecision),
});

function averagePrecision(scores: BinaryScores): number {
  const points = cumulativeCounts(scores);
  const numPositives = points.at(-1)?.truePositives ?? 0;
  let sum = 0;
  let before = 0;
  for (const { truePositives, falsePositives } of points) {
    sum += ((truePositives - before) / numPositives) * (truePositives / (truePositives + falsePositives));
    before = truePositives;
  }
  return sum;
}
