import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { cumulativeCounts, scoreMetric, type BinaryScores } from '../_internal/score-metric.ts';

/**
 * Area under the ROC curve, each class against all others, averaged over classes (macro).
 *
 * auc = P(score of a positive > score of a negative) + P(equal) / 2
 *
 * 0.5 is what chance reaches. With two classes the second is the positive one. Classes without positive or without negative
 * examples are left out; NaN when none is left. Keeps all scores in memory.
 * Range: [0, 1]; higher is better.
 * @see Hanley & McNeil, "The meaning and use of the area under a receiver operating characteristic curve", Radiology 143, 1982.
 */
export const rocAuc = definePlugin({
  kind: 'metric',
  id: 'convlab/roc-auc',
  version: 1,
  title: 'ROC-AUC',
  summary: 'How likely an example of a class scores above one that is not; 0.5 by chance.',
  formula: 'P(score of a positive > score of a negative) + P(equal) / 2',
  references: [
    'Hanley & McNeil, The meaning and use of the area under a receiver operating characteristic curve, Radiology 143, 1982',
  ],
  config: z.strictObject({}),
  create: () => scoreMetric({ better: 'higher', range: [0, 1], format: 'number' }, areaUnderRoc),
});

function areaUnderRoc(scores: BinaryScores): number {
  const points = cumulativeCounts(scores);
  const last = points.at(-1);
  if (last === undefined) return NaN;
  let area = 0;
  let before = { truePositives: 0, falsePositives: 0 };
  for (const point of points) {
    // The trapezoid counts ties by half.
    area +=
      ((point.truePositives + before.truePositives) / 2) * (point.falsePositives - before.falsePositives);
    before = point;
  }
  return area / (last.truePositives * last.falsePositives);
}
