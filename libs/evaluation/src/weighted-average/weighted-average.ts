import { definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { requireMembers, weightedOutputs } from '../_internal/ensemble-members.ts';

const config = z.strictObject({
  steps: z
    .int()
    .min(1)
    .max(10_000)
    .default(200)
    .meta({ title: 'Steps', description: 'Of the fit of the weights.', ui: { advanced: true } }),
});

/**
 * A weighted average with weights fitted on validation: not negative, summing to 1.
 *
 * weights minimize the log loss of classes (by EM, as for the shares of a mixture), or the squared error of values and labels
 * (by exponentiated gradient)
 *
 * Both start from equal weights and never leave the simplex, so that few validation examples cannot make one member count
 * against another.
 * @see Breiman, "Stacked regressions", Machine Learning 24, 1996, for why weights must not be negative;
 *   Kivinen & Warmuth, "Exponentiated gradient versus gradient descent for linear predictors", 1997.
 */
export const weightedAverage = definePlugin({
  kind: 'ensemble',
  id: 'convlab/weighted-average',
  version: 1,
  title: 'Weighted average',
  summary: 'Averages with weights that fit validation best.',
  formula: 'output = sum_m weight[m] output[m]',
  references: [
    'Breiman, Stacked regressions, Machine Learning 24, 1996',
    'Kivinen & Warmuth, Exponentiated gradient versus gradient descent for linear predictors, Information and Computation 132, 1997',
  ],
  config,
  create: ({ steps }) => ({
    fit: (fitted) => {
      const first = requireMembers(fitted);
      const weights =
        first.targets instanceof Int32Array ? fitShares(fitted, steps) : fitSquares(fitted, steps);
      return {
        combine: (members) => ({
          ...requireMembers(members, weights.length),
          outputs: weightedOutputs(members, weights),
        }),
        toJSON: () => ({ weights }),
      };
    },
  }),
});

/* A probability of 0 for the truth from every member would divide by 0; this is far below what float32 can tell from 0. */
const TINY = 1e-60;

/** The weights of a mixture of given densities by EM; each step can only lower the log loss. */
function fitShares(members: readonly Predictions[], steps: number): number[] {
  const { length, numOutputs, targets } = members[0] as Predictions;
  const rows = Array.from({ length }, (_, row) => row * numOutputs + (targets[row] as number));
  const truths = members.map(({ outputs }) => rows.map((at) => (outputs[at] as number) + TINY));
  let weights = members.map(() => 1 / members.length);
  for (let step = 0; step < steps && length > 0; step++) {
    const shares = members.map(() => 0);
    for (let row = 0; row < length; row++) {
      const parts = weights.map((weight, m) => weight * ((truths[m] as number[])[row] as number));
      const total = parts.reduce((sum, part) => sum + part, 0);
      parts.forEach((part, m) => (shares[m] = (shares[m] as number) + part / total / length));
    }
    weights = shares;
  }
  return weights;
}

/** The weights of least squared error by exponentiated gradient, with a step that suits the size of the errors. */
function fitSquares(members: readonly Predictions[], steps: number): number[] {
  const { targets, outputs } = members[0] as Predictions;
  const n = outputs.length;
  let weights = members.map(() => 1 / members.length);
  for (let step = 0; step < steps && n > 0; step++) {
    const mixed = weightedOutputs(members, weights);
    const gradients = members.map(({ outputs: own }) =>
      own.reduce(
        (sum, value, i) => sum + (2 * value * ((mixed[i] as number) - (targets[i] as number))) / n,
        0,
      ),
    );
    // Only differences of gradients move the weights; scaled by the largest, no step overshoots by more than e.
    const mean = gradients.reduce((sum, gradient, m) => sum + gradient * (weights[m] as number), 0);
    const spread = Math.max(...gradients.map((gradient) => Math.abs(gradient - mean)));
    if (spread === 0) break;
    const rate = 1 / (spread * Math.sqrt(step + 1));
    const grown = weights.map((weight, m) => weight * Math.exp(-rate * ((gradients[m] as number) - mean)));
    const total = grown.reduce((sum, weight) => sum + weight, 0);
    weights = grown.map((weight) => weight / total);
  }
  return weights;
}
