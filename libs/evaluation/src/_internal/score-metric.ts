import type { Metric, MetricScale, Predictions } from '@convlab/core';
import { hasClassTargets } from './require-predictions.ts';

/** Scores and truth of one class against all others. */
export interface BinaryScores {
  readonly scores: readonly number[];
  readonly positives: readonly boolean[];
}

/** Everything seen so far; rankings need all of it. JSON. */
export interface ScoresState {
  readonly numOutputs: number;
  readonly parts: readonly { readonly outputs: readonly number[]; readonly targets: readonly number[] }[];
}

/**
 * A metric of how well each class's scores rank, averaged over the classes that have both positive and negative examples.
 *
 * With two classes the second is the positive one. NaN when there is no class to rank.
 */
export function scoreMetric(
  scale: MetricScale,
  valueOf: (scores: BinaryScores) => number,
): Metric<ScoresState> {
  return {
    scale,
    tasks: ['classification', 'multi-label'],
    start: () => ({ numOutputs: 0, parts: [] }),
    add: ({ parts }, part) => {
      hasClassTargets(part);
      const added = { outputs: Array.from(part.outputs), targets: Array.from(part.targets) };
      return { numOutputs: part.numOutputs, parts: [...parts, added] };
    },
    value: (state) => {
      const rankable = allClasses(state).filter(
        ({ positives }) => positives.includes(true) && positives.includes(false),
      );
      return rankable.reduce((total, scores) => total + valueOf(scores), 0) / rankable.length;
    },
  };
}

function allClasses({ numOutputs, parts }: ScoresState): BinaryScores[] {
  const outputs = parts.flatMap((part) => part.outputs);
  const targets = parts.flatMap((part) => part.targets);
  const exclusive = targets.length * numOutputs === outputs.length && numOutputs > 1;
  const rows = Array.from({ length: numOutputs === 0 ? 0 : outputs.length / numOutputs }, (_, row) => row);
  const classes = Array.from({ length: numOutputs }, (_, k) => k);
  return (exclusive && numOutputs === 2 ? [1] : classes).map((k) => ({
    scores: rows.map((row) => outputs[row * numOutputs + k] as number),
    positives: rows.map((row) =>
      exclusive ? targets[row] === k : (targets[row * numOutputs + k] as number) >= 0.5,
    ),
  }));
}

/**
 * Scores and truth of one class against all others, from predictions.
 *
 * @param positive  index of the class or label
 */
export function binaryScores(part: Predictions, positive: number): BinaryScores {
  const exclusive = hasClassTargets(part);
  const rows = Array.from({ length: part.length }, (_, row) => row);
  return {
    scores: rows.map((row) => part.outputs[row * part.numOutputs + positive] as number),
    positives: rows.map((row) =>
      exclusive
        ? part.targets[row] === positive
        : (part.targets[row * part.numOutputs + positive] as number) >= 0.5,
    ),
  };
}

/** Positives and negatives among the highest scores, at each distinct score from the highest down. */
export function cumulativeCounts({ scores, positives }: BinaryScores): {
  threshold: number;
  truePositives: number;
  falsePositives: number;
}[] {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const points: { threshold: number; truePositives: number; falsePositives: number }[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((index, position) => {
    if (positives[index] === true) truePositives++;
    else falsePositives++;
    const threshold = scores[index] as number;
    const next = order[position + 1];
    if (next !== undefined && scores[next] === threshold) return;
    points.push({ threshold, truePositives, falsePositives });
  });
  return points;
}
