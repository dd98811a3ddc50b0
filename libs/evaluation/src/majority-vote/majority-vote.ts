import { definePlugin, type Predictions } from '@convlab/core';
import { z } from 'zod';
import { argMax } from '../_internal/arg-max.ts';
import { requireMembers } from '../_internal/ensemble-members.ts';

/**
 * The majority vote of the members; outputs are shares of votes.
 *
 * output[k] = share of members whose decision is k; labels: share of members at or above 0.5
 *
 * The class with the most votes wins, the first among equals. For values (regression) the median would be the vote, so that it
 * is meant for classes and labels.
 * @see Hansen & Salamon, "Neural network ensembles", IEEE TPAMI 12, 1990.
 */
export const majorityVote = definePlugin({
  kind: 'ensemble',
  id: 'convlab/majority-vote',
  version: 1,
  title: 'Majority vote',
  summary: 'Takes the class that most members decide for.',
  formula: 'output[k] = share of members whose decision is k',
  references: ['Hansen & Salamon, Neural network ensembles, IEEE TPAMI 12, 1990'],
  config: z.strictObject({}),
  create: () => ({
    fit: (fitted) => {
      requireMembers(fitted);
      return {
        combine: (members) => {
          const first = requireMembers(members, fitted.length);
          return { ...first, outputs: countVotes(members, first) };
        },
        toJSON: () => ({ members: fitted.length }),
      };
    },
  }),
});

function countVotes(
  members: readonly Predictions[],
  { outputs, targets, numOutputs, length }: Predictions,
): Float32Array {
  const votes = new Float32Array(outputs.length);
  const share = 1 / members.length;
  for (const member of members) {
    if (targets instanceof Int32Array) {
      for (let row = 0; row < length; row++) {
        const at = row * numOutputs + argMax(member, row);
        votes[at] = (votes[at] as number) + share;
      }
    } else {
      member.outputs.forEach((output, i) => {
        if (output >= 0.5) votes[i] = (votes[i] as number) + share;
      });
    }
  }
  return votes;
}
