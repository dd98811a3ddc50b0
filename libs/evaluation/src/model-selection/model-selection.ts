import { ConvlabError } from '@convlab/core';
import { meanAndDeviation } from '../_internal/distributions.ts';

/** A structure that was tried. */
export interface Candidate {
  readonly id: string;
  /** Validation errors, one per fold or repeat; lower is better. */
  readonly validationErrors: readonly number[];
  /** Number of weights; among candidates that are equally good the smaller is chosen. */
  readonly numWeights: number;
}

/** The choice among candidates. */
export interface Selection {
  readonly chosen: string;
  /** Candidates from the best mean validation error on. */
  readonly ranking: readonly {
    readonly id: string;
    readonly mean: number;
    /** Standard error of the mean; `null` for a single value. */
    readonly standardError: number | null;
  }[];
}

/**
 * The chosen candidate: the one with the least mean validation error, or by the one-standard-error rule the smallest among
 * those within one standard error of it.
 *
 * @param rule  `best`, or `one-standard-error`, which prefers simplicity
 * @throws {ConvlabError} E_SELECTION_CANDIDATES when there is none, ids repeat, or one has no finite error
 * @see Breiman, Friedman, Olshen, Stone, Classification and Regression Trees, 1984, section 3.4.3.
 */
export function selectModel(
  candidates: readonly Candidate[],
  rule: 'best' | 'one-standard-error' = 'best',
): Selection {
  requireCandidates(candidates);
  const ranked = candidates
    .map(({ id, validationErrors, numWeights }) => {
      const { mean, deviation } = meanAndDeviation(validationErrors);
      const standardError =
        validationErrors.length < 2 ? null : deviation / Math.sqrt(validationErrors.length);
      return { id, mean, standardError, numWeights };
    })
    .toSorted((a, b) => (a.mean === b.mean ? a.numWeights - b.numWeights : a.mean - b.mean));
  const [best] = ranked as [(typeof ranked)[number]];
  const limit = rule === 'best' ? best.mean : best.mean + (best.standardError ?? 0);
  const [smallest] = ranked
    .filter(({ mean }) => mean <= limit)
    .toSorted((a, b) => a.numWeights - b.numWeights) as [(typeof ranked)[number]];
  return {
    chosen: smallest.id,
    ranking: ranked.map(({ id, mean, standardError }) => ({ id, mean, standardError })),
  };
}

/** How often a test set was opened, as a record to keep with the project. */
export interface TestSetRecord {
  /** Names of what was tested, in order. */
  readonly openings: readonly string[];
}

/** A test set that has not been opened. */
export const unopenedTestSet: TestSetRecord = Object.freeze({ openings: Object.freeze([]) });

/**
 * Opens the test set for one final judgement, and gives the record to keep.
 *
 * After the first look its error guides choices and says no longer what to expect, so that a second is refused. With `again` it
 * is counted instead, for reports that must say so.
 *
 * @param subject  what is tested
 * @throws {ConvlabError} E_TEST_SET_OPENED when it was opened before
 */
export function openTestSet(
  record: TestSetRecord,
  subject: string,
  options = { again: false },
): TestSetRecord {
  if (record.openings.length === 0 || options.again) return { openings: [...record.openings, subject] };
  throw new ConvlabError({
    code: 'E_TEST_SET_OPENED',
    message: 'The test set was opened before, so that its error is no longer an honest estimate.',
    received: record.openings,
    expected: 'one opening in the life of a project',
    hint: 'Choose by validation; report the first test. To look again on the record, ask for it by name.',
  });
}

function requireCandidates(candidates: readonly Candidate[]): void {
  const repeated = candidates.find(({ id }, i) => candidates.findIndex((other) => other.id === id) !== i);
  const empty = candidates.find(
    ({ validationErrors }) => validationErrors.length === 0 || !validationErrors.every(Number.isFinite),
  );
  if (candidates.length > 0 && repeated === undefined && empty === undefined) return;
  throw new ConvlabError({
    code: 'E_SELECTION_CANDIDATES',
    message:
      repeated !== undefined
        ? `Two candidates are called "${repeated.id}".`
        : empty !== undefined
          ? `Candidate "${empty.id}" has no finite validation error.`
          : 'There is no candidate to choose from.',
    expected: 'candidates with different ids and at least one finite validation error each',
    hint: 'Leave failed candidates out.',
  });
}
