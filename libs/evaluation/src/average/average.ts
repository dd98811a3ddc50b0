import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { requireMembers, weightedOutputs } from '../_internal/ensemble-members.ts';

/**
 * The average of the members' probabilities, or values.
 *
 * output = mean_m(output[m])
 *
 * Its squared error is the members' mean squared error less their variance about the average, so it is never worse than the
 * members' mean.
 * @see Krogh & Vedelsby, "Neural network ensembles, cross validation, and active learning", NIPS 1994.
 */
export const averageEnsemble = definePlugin({
  kind: 'ensemble',
  id: 'convlab/average',
  version: 1,
  title: 'Average',
  summary: 'Averages the predictions of all members.',
  formula: 'output = mean_m(output[m])',
  references: [
    'Krogh & Vedelsby, Neural network ensembles, cross validation, and active learning, NIPS 1994',
  ],
  config: z.strictObject({}),
  create: () => ({
    fit: (fitted) => {
      requireMembers(fitted);
      return {
        combine: (members) => {
          const first = requireMembers(members, fitted.length);
          const weights = members.map(() => 1 / members.length);
          return { ...first, outputs: weightedOutputs(members, weights) };
        },
        toJSON: () => ({ members: fitted.length }),
      };
    },
  }),
});
