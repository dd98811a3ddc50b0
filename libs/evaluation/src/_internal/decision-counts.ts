import type { Metric, MetricScale, Predictions } from '@convlab/core';
import { z } from 'zod';
import { argMax } from './arg-max.ts';
import { hasClassTargets } from './require-predictions.ts';

/** Right and wrong decisions for one class or label. */
export interface DecisionCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** Counts of every class or label. */
export interface CountsState {
  /** Whether classes exclude each other; `null` before the first part. */
  readonly exclusive: boolean | null;
  readonly counts: readonly DecisionCounts[];
}

/** How values of single classes become one. */
export const averageConfig = z.strictObject({
  average: z.enum(['macro', 'micro', 'weighted']).default('macro').meta({
    title: 'Average',
    description:
      'Macro: every class counts the same. Micro: every decision counts the same. Weighted: classes count by their size.',
  }),
});

/** The choice of average. */
export type Average = z.infer<typeof averageConfig>['average'];

/**
 * A metric of decision counts, averaged over classes.
 *
 * Classes that occur in neither truth nor predictions are left out of macro averages; labels never are. As in scikit-learn.
 */
export function countsMetric(
  scale: MetricScale,
  average: Average,
  valueOf: (counts: DecisionCounts) => number,
): Metric<CountsState> {
  return {
    scale,
    tasks: ['classification', 'multi-label'],
    start: () => ({ exclusive: null, counts: [] }),
    add: (state, part) => addCounts(state, part),
    value: ({ exclusive, counts }) => {
      if (exclusive === null) return NaN;
      if (average === 'micro') return valueOf(counts.reduce(sum, NO_DECISIONS));
      const present = exclusive ? counts.filter(occurs) : counts;
      const weights = present.map((one) =>
        average === 'weighted' ? one.truePositives + one.falseNegatives : 1,
      );
      const total = weights.reduce((all, weight) => all + weight, 0);
      const weighted = present.map((one, i) => valueOf(one) * (weights[i] as number));
      return ratio(
        weighted.reduce((all, value) => all + value, 0),
        total,
      );
    },
  };
}

/** A share; 0 of nothing is 0, as a class that is never predicted has no precision to speak of. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

const NO_DECISIONS: DecisionCounts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };

const occurs = ({ truePositives, falsePositives, falseNegatives }: DecisionCounts): boolean =>
  truePositives + falsePositives + falseNegatives > 0;

function sum(a: DecisionCounts, b: DecisionCounts): DecisionCounts {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
  };
}

function addCounts(state: CountsState, part: Predictions): CountsState {
  if (part.length === 0) return state;
  const exclusive = hasClassTargets(part);
  const added = exclusive ? classCounts(part) : labelCounts(part);
  return { exclusive, counts: added.map((counts, k) => sum(state.counts[k] ?? NO_DECISIONS, counts)) };
}

function classCounts(part: Predictions): DecisionCounts[] {
  const counts = Array.from({ length: part.numOutputs }, () => ({ ...NO_DECISIONS }));
  for (let row = 0; row < part.length; row++) {
    const predicted = counts[argMax(part, row)];
    const actual = counts[part.targets[row] as number];
    if (predicted === undefined || actual === undefined) continue;
    if (predicted === actual) actual.truePositives++;
    else {
      predicted.falsePositives++;
      actual.falseNegatives++;
    }
  }
  return counts;
}

function labelCounts({ outputs, targets, numOutputs }: Predictions): DecisionCounts[] {
  const counts = Array.from({ length: numOutputs }, () => ({ ...NO_DECISIONS }));
  outputs.forEach((output, i) => {
    const label = counts[i % numOutputs] as { -readonly [K in keyof DecisionCounts]: number };
    const actual = (targets[i] as number) >= 0.5;
    if (output >= 0.5) label[actual ? 'truePositives' : 'falsePositives']++;
    else if (actual) label.falseNegatives++;
  });
  return counts;
}
