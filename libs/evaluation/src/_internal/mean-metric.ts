import type { Metric, MetricScale, Predictions, Task } from '@convlab/core';

/** A sum and how many terms it has. */
export interface Mean {
  readonly sum: number;
  readonly count: number;
}

/** What a metric that is a mean over terms is made of. */
export interface MeanMetric {
  readonly scale: MetricScale;
  readonly tasks: readonly Task[];
  /** Sum of the terms of one part, and their number. */
  sumOf(part: Predictions): Mean;
  /** Applied to the mean of all terms, such as a square root; nothing when left out. */
  finish?(mean: number): number;
}

/** A metric that is a function of the mean over terms: streams exactly with two numbers of state. */
export function meanMetric({ scale, tasks, sumOf, finish = (mean) => mean }: MeanMetric): Metric<Mean> {
  return {
    scale,
    tasks,
    start: () => ({ sum: 0, count: 0 }),
    add: (state, part) => {
      const { sum, count } = sumOf(part);
      return { sum: state.sum + sum, count: state.count + count };
    },
    value: ({ sum, count }) => (count === 0 ? NaN : finish(sum / count)),
  };
}

/** The mean over all outputs of all examples of a term of output and target. */
export function meanOverOutputs(term: (output: number, target: number) => number) {
  return ({ outputs, targets }: Predictions): Mean => {
    let sum = 0;
    for (let i = 0; i < outputs.length; i++) sum += term(outputs[i] as number, targets[i] as number);
    return { sum, count: outputs.length };
  };
}
