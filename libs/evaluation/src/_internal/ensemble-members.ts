import { ConvlabError, type Predictions } from '@convlab/core';
import { hasClassTargets } from './require-predictions.ts';

/**
 * Checks that members predicted the same examples, and gives the first of them.
 *
 * @param count  how many members there must be; any number from one when left out
 * @throws {ConvlabError} E_ENSEMBLE_MEMBERS
 */
export function requireMembers(members: readonly Predictions[], count?: number): Predictions {
  const [first] = members;
  if (first === undefined || (count !== undefined && members.length !== count)) {
    throw memberError(
      'The number of members is wrong.',
      members.length,
      `${count ?? 'at least one'} members`,
    );
  }
  hasClassTargets(first);
  const stranger = members.findIndex(
    ({ outputs, targets, numOutputs }) =>
      outputs.length !== first.outputs.length ||
      numOutputs !== first.numOutputs ||
      targets.length !== first.targets.length ||
      targets.some((target, i) => target !== first.targets[i]),
  );
  if (stranger === -1) return first;
  throw memberError(
    `Member ${stranger + 1} did not predict the examples of the first.`,
    stranger,
    'the same examples in the same order',
  );
}

/** The weighted sum of the members' outputs. */
export function weightedOutputs(members: readonly Predictions[], weights: readonly number[]): Float32Array {
  const length = members[0]?.outputs.length ?? 0;
  const sums = new Float64Array(length);
  members.forEach(({ outputs }, m) => {
    const weight = weights[m] as number;
    for (let i = 0; i < length; i++) sums[i] = (sums[i] as number) + weight * (outputs[i] as number);
  });
  return Float32Array.from(sums);
}

function memberError(message: string, received: unknown, expected: string): ConvlabError {
  return new ConvlabError({ code: 'E_ENSEMBLE_MEMBERS', message, received, expected });
}
