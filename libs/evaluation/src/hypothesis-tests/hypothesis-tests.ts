import { ConvlabError } from '@convlab/core';
import {
  incompleteBeta,
  meanAndDeviation,
  studentTCdf,
  upperNormalTail,
} from '../_internal/distributions.ts';

/** Outcome of a test of two classifiers on the same examples. */
export interface McNemarResult {
  /** Examples that only the first, and only the second, has right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Two-sided. */
  readonly p: number;
  readonly exact: boolean;
}

/* Below this many disagreements the chi-square approximation is poor. */
const EXACT_BELOW = 25;

/**
 * McNemar's test: do two classifiers err equally often on the same examples?
 *
 * Exact binomial for fewer than 25 disagreements, else chi² = (|b - c| - 1)² / (b + c) with one degree of freedom.
 *
 * @param first   whether the first has each example right
 * @param second  likewise, in the same order
 * @throws {ConvlabError} E_STATISTICS_INPUT when the numbers of examples differ
 * @see McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12, 1947;
 *   Dietterich, "Approximate statistical tests for comparing supervised classification learning algorithms", 1998.
 */
export function mcNemarTest(first: readonly boolean[], second: readonly boolean[]): McNemarResult {
  if (first.length !== second.length) {
    throw inputError('Two classifiers were not judged on the same examples.', [first.length, second.length]);
  }
  const onlyFirst = first.filter((right, i) => right && second[i] === false).length;
  const onlySecond = second.filter((right, i) => right && first[i] === false).length;
  const disagreements = onlyFirst + onlySecond;
  if (disagreements === 0) return { onlyFirst, onlySecond, p: 1, exact: true };
  if (disagreements < EXACT_BELOW) {
    const fewer = Math.min(onlyFirst, onlySecond);
    // P(X <= k) for X ~ Binomial(n, 1/2) is I_{1/2}(n - k, k + 1).
    const p = Math.min(1, 2 * incompleteBeta(0.5, disagreements - fewer, fewer + 1));
    return { onlyFirst, onlySecond, p, exact: true };
  }
  const statistic = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) / Math.sqrt(disagreements);
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * upperNormalTail(statistic)), exact: false };
}

/** Outcome of a test of two settings over the same folds. */
export interface PairedFoldResult {
  /** Mean of second minus first. */
  readonly difference: number;
  /** Standard error, corrected for shared training examples. */
  readonly standardError: number;
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * The corrected resampled t-test over folds or reshuffles: do two settings differ?
 *
 * t = mean(d) / sqrt((1/k + n_validation / n_train) var(d)), k - 1 degrees of freedom
 *
 * The plain paired t-test takes folds that share training examples for independent, and finds differences that are not there.
 *
 * @param first            value of each fold under the first setting
 * @param second           likewise under the second, the same folds in the same order
 * @param validationShare  examples of a validation part per training example: 1 / (k - 1) for k folds
 * @throws {ConvlabError} E_STATISTICS_INPUT for fewer than two folds, or different numbers of them
 * @see Nadeau & Bengio, "Inference for the generalization error", Machine Learning 52, 2003.
 */
export function pairedFoldTest(
  first: readonly number[],
  second: readonly number[],
  validationShare: number,
): PairedFoldResult {
  if (first.length !== second.length || first.length < 2) {
    throw inputError('Two settings were not tried on the same two or more folds.', [
      first.length,
      second.length,
    ]);
  }
  const differences = second.map((value, i) => value - (first[i] as number));
  const { mean, deviation } = meanAndDeviation(differences);
  const k = differences.length;
  const standardError = Math.sqrt(1 / k + validationShare) * deviation;
  if (standardError === 0) {
    // All folds agree exactly: no difference at all, or one without any spread.
    return {
      difference: mean,
      standardError,
      t: mean === 0 ? 0 : Math.sign(mean) * Infinity,
      degreesOfFreedom: k - 1,
      p: mean === 0 ? 1 : 0,
    };
  }
  const t = mean / standardError;
  return {
    difference: mean,
    standardError,
    t,
    degreesOfFreedom: k - 1,
    p: 2 * studentTCdf(-Math.abs(t), k - 1),
  };
}

function inputError(message: string, received: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_STATISTICS_INPUT',
    message,
    received,
    expected: 'two lists of the same length',
  });
}
