import type { Predictions } from '@convlab/core';
import { argMax } from '../_internal/arg-max.ts';
import { hasClassTargets } from '../_internal/require-predictions.ts';

/** Precision, recall and F1 of one class. */
export interface ClassScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Examples of the class. */
  readonly support: number;
}

/** The confusion matrix: rows are true classes, columns predicted ones. Shape: [C][C]. */
export function confusionMatrix(part: Predictions): number[][] {
  hasClassTargets(part);
  const matrix = Array.from({ length: part.numOutputs }, () => new Array<number>(part.numOutputs).fill(0));
  for (let row = 0; row < part.length; row++) {
    const counts = matrix[part.targets[row] as number];
    const predicted = argMax(part, row);
    if (counts !== undefined) counts[predicted] = (counts[predicted] as number) + 1;
  }
  return matrix;
}

/** Scores of each class from a confusion matrix; 0 where there is nothing to divide by. */
export function classScores(matrix: readonly (readonly number[])[]): ClassScores[] {
  return matrix.map((row, k) => {
    const hits = row[k] as number;
    const support = row.reduce((sum, count) => sum + count, 0);
    const predicted = matrix.reduce((sum, other) => sum + (other[k] as number), 0);
    return {
      precision: predicted === 0 ? 0 : hits / predicted,
      recall: support === 0 ? 0 : hits / support,
      f1: support + predicted === 0 ? 0 : (2 * hits) / (support + predicted),
      support,
    };
  });
}
