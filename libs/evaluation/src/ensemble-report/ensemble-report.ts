import { ConvlabError, type Predictions, type Rng } from '@convlab/core';
import { argMax } from '../_internal/arg-max.ts';
import { requireMembers } from '../_internal/ensemble-members.ts';
import { bootstrapInterval, type Interval } from '../intervals/intervals.ts';
import { mcNemarTest, type McNemarResult } from '../hypothesis-tests/hypothesis-tests.ts';

/** How an ensemble compares with its members, on the same examples. Errors are shares of wrong decisions. */
export interface EnsembleReport {
  readonly error: number;
  readonly memberErrors: readonly number[];
  /** Index of the best member. */
  readonly bestMember: number;
  /** Error of the best member less that of the ensemble, with a bootstrap interval over examples. */
  readonly gainOverBest: Interval;
  /** Mean error of the members less that of the ensemble, likewise. */
  readonly gainOverMean: Interval;
  /** Best member against ensemble. */
  readonly mcNemar: McNemarResult;
  /** Share of examples that two members decide differently. Shape: [members][members]. */
  readonly disagreement: readonly (readonly number[])[];
  /** Mean disagreement of two different members: the diversity that averaging lives on. */
  readonly diversity: number;
  /** Of the examples that either of two members has wrong, the share that both have. Shape: [members][members]. */
  readonly errorOverlap: readonly (readonly number[])[];
}

/**
 * The comparison of an ensemble of classifiers with its members.
 *
 * @param ensemble  the combined predictions
 * @param members   those of the members, for the same examples
 * @throws {ConvlabError} E_ENSEMBLE_MEMBERS when they are not of the same examples, or not of classes
 * @see Kuncheva & Whitaker, "Measures of diversity in classifier ensembles", Machine Learning 51, 2003.
 */
export function reportEnsemble(
  ensemble: Predictions,
  members: readonly Predictions[],
  rng: Rng,
): EnsembleReport {
  const { targets, length } = requireMembers([ensemble, ...members]);
  if (!(targets instanceof Int32Array) || length === 0 || members.length === 0) {
    throw new ConvlabError({
      code: 'E_ENSEMBLE_MEMBERS',
      message: 'Decisions are compared for classes, with at least one member and one example.',
      received: { members: members.length, examples: length },
      expected: 'predictions with class targets',
    });
  }
  const decisions = members.map(decide);
  const right = decisions.map((own) => own.map((decision, i) => decision === targets[i]));
  const rightTogether = decide(ensemble).map((decision, i) => decision === targets[i]);
  const memberErrors = right.map(errorShare);
  const bestMember = memberErrors.indexOf(Math.min(...memberErrors));
  const best = right[bestMember] as boolean[];
  return {
    error: errorShare(rightTogether),
    memberErrors,
    bestMember,
    gainOverBest: gain(rightTogether, [best], rng.fold('best')),
    gainOverMean: gain(rightTogether, right, rng.fold('mean')),
    mcNemar: mcNemarTest(best, rightTogether),
    ...pairwise(decisions, right),
  };
}

function decide(part: Predictions): number[] {
  return Array.from({ length: part.length }, (_, row) => argMax(part, row));
}

function errorShare(right: readonly boolean[]): number {
  return right.filter((one) => !one).length / right.length;
}

/** Mean error of some members less that of the ensemble, per example: right together minus the share of members right. */
function gain(together: readonly boolean[], members: readonly (readonly boolean[])[], rng: Rng): Interval {
  const gains = together.map(
    (right, i) => (right ? 1 : 0) - members.filter((own) => own[i] === true).length / members.length,
  );
  const mean = (indices: Int32Array): number => {
    let sum = 0;
    for (const index of indices) sum += gains[index] as number;
    return sum / indices.length;
  };
  return bootstrapInterval(gains.length, mean, { rng });
}

function pairwise(
  decisions: readonly (readonly number[])[],
  right: readonly (readonly boolean[])[],
): Pick<EnsembleReport, 'disagreement' | 'diversity' | 'errorOverlap'> {
  const disagreement = decisions.map((a) =>
    decisions.map((b) => a.filter((decision, i) => decision !== b[i]).length / a.length),
  );
  const errorOverlap = right.map((a) =>
    right.map((b) => {
      const either = a.filter((ok, i) => !ok || b[i] === false).length;
      const both = a.filter((ok, i) => !ok && b[i] === false).length;
      return either === 0 ? 0 : both / either;
    }),
  );
  const count = decisions.length;
  const total = disagreement.flat().reduce((sum, share) => sum + share, 0);
  return { disagreement, errorOverlap, diversity: count < 2 ? 0 : total / (count * (count - 1)) };
}
