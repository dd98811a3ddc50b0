import { meanAndDeviation, studentTQuantile } from '../_internal/distributions.ts';
import {
  dataChecks,
  fitCheck,
  gapCheck,
  learnedChecks,
  readBest,
  riseChecks,
  trendChecks,
  type BestEpoch,
  type CheckContext,
} from './checks.ts';
import { readCurves } from './curve.ts';
import { points } from './format.ts';
import { remediesFor } from './remedies.ts';
import {
  defaultThresholds,
  type Confidence,
  type Evidence,
  type GeneralizationInput,
  type GeneralizationReport,
  type GeneralizationWarning,
  type OverfitSubtype,
  type Verdict,
} from './report.ts';
import { obstacleSentence, verdictSentence } from './sentence.ts';

/**
 * The generalization report of a run: does the network do as well on unseen data as it could?
 *
 * At the best epoch b with errors e_train and e_validation, SE = sqrt(e (1 - e) / n), gap = e_validation - e_train, the first
 * rule that holds decides:
 *
 * 1. cannot tell: a number is not finite, errors are missing, validation < 100 examples, duplicates, fewer than 4 epochs
 * 2. did not learn: e_train >= chance - 2 SE, or the training loss did not fall
 * 3. still learning: training and validation loss both fall at the end, and the run was not stopped early
 * 4. underfit: e_train - target > max(2 SE, 5 points); with an unknown target e_train > chance / 2
 * 5. overfit: gap > max(2 SE_gap, 3 points); both 4 and 5: underfit and overfit
 * 6. good
 *
 * Overfitting is over-confident when the validation loss rose by more than 5 % since b but the error did not, overtrained
 * when both rose, and high variance otherwise. Trends are Theil–Sen slopes over the last max(5, 20 %) epochs that count when
 * Mann–Kendall's p < 0.1. For regression the error is the unexplained share of the variance, 1 - r2.
 *
 * Pure: the same record gives the same report. Never judge smoothed curves.
 */
export function judgeGeneralization(input: GeneralizationInput): GeneralizationReport {
  const context: CheckContext = {
    input,
    curves: readCurves(input),
    thresholds: { ...defaultThresholds, ...input.thresholds },
  };
  const data = dataChecks(context);
  const best = readBest(context);
  const evidence = [...data, ...(best === undefined ? trendChecks(context) : errorChecks(context, best))];
  const obstacle = data.find((row) => row.outcome === 'fail') ?? missingAtBest(context, best);
  if (obstacle !== undefined || best === undefined) return cannotTell(context, best, evidence, obstacle);
  const verdict = decide(evidence);
  const overfit = verdict === 'overfit' || verdict === 'underfit-and-overfit';
  const subtype = overfit ? subtypeOf(evidence) : undefined;
  return {
    version: 1,
    verdict,
    ...(subtype === undefined ? {} : { subtype }),
    confidence: confidenceOf(context, best),
    sentence: verdictSentence(context, best, verdict, subtype, evidence),
    bestEpoch: best.epoch,
    evidence,
    remedies: remediesFor({ input, verdict, subtype }),
    warnings: warningsFor(context, best, evidence, overfit),
  };
}

function errorChecks(context: CheckContext, best: BestEpoch): Evidence[] {
  return [
    ...learnedChecks(context, best),
    ...trendChecks(context),
    fitCheck(context, best),
    gapCheck(context, best),
    ...riseChecks(context, best),
  ];
}

/** The series exist, but not at the best epoch: a part was not evaluated there. */
function missingAtBest({ curves }: CheckContext, best: BestEpoch | undefined): Evidence | undefined {
  if (best !== undefined) return undefined;
  return {
    id: 'measured',
    question: 'Were training and validation error measured?',
    value: null,
    noise: null,
    threshold: null,
    unit: 'epochs',
    outcome: 'fail',
    explanation: `The best epoch (${curves.best + 1}) has no training or validation error, or none of any example.`,
  };
}

function cannotTell(
  { input, curves }: CheckContext,
  best: BestEpoch | undefined,
  evidence: readonly Evidence[],
  obstacle: Evidence | undefined,
): GeneralizationReport {
  return {
    version: 1,
    verdict: 'cannot-tell',
    confidence: 'low',
    sentence: obstacle === undefined ? 'Cannot tell.' : obstacleSentence(obstacle),
    bestEpoch: best?.epoch ?? (curves.best === -1 ? null : curves.best + 1),
    evidence,
    remedies: remediesFor({ input, verdict: 'cannot-tell', obstacle: obstacle?.id }),
    warnings: [],
  };
}

function decide(evidence: readonly Evidence[]): Verdict {
  const failed = (id: Evidence['id']): boolean =>
    evidence.some((row) => row.id === id && row.outcome === 'fail');
  if (failed('beats-chance') || failed('loss-fell')) return 'did-not-learn';
  if (failed('training-trend')) return 'still-learning';
  if (failed('fits-training')) return failed('gap') ? 'underfit-and-overfit' : 'underfit';
  return failed('gap') ? 'overfit' : 'good';
}

function subtypeOf(evidence: readonly Evidence[]): OverfitSubtype {
  const failed = (id: Evidence['id']): boolean =>
    evidence.some((row) => row.id === id && row.outcome === 'fail');
  if (!failed('loss-rise')) return 'high-variance';
  return failed('error-rise') ? 'overtrained' : 'over-confident';
}

/** Low for one run, medium for three or more, high when the 95 % interval of their gaps excludes the threshold. */
function confidenceOf({ input, thresholds }: CheckContext, best: BestEpoch): Confidence {
  const gaps = gapsOf(input);
  if (gaps.length < 3) return 'low';
  const { mean, deviation } = meanAndDeviation(gaps);
  const half = (studentTQuantile(0.975, gaps.length - 1) * deviation) / Math.sqrt(gaps.length);
  const limit = Math.max(thresholds.standardErrors * best.gapSE, thresholds.gap);
  return Math.abs(mean - limit) > half ? 'high' : 'medium';
}

function gapsOf({ repeats = [] }: GeneralizationInput): number[] {
  return repeats.map(({ trainError, validationError }) => validationError - trainError);
}

function warningsFor(
  { input, curves, thresholds }: CheckContext,
  best: BestEpoch,
  evidence: readonly Evidence[],
  overfit: boolean,
): GeneralizationWarning[] {
  const warnings: GeneralizationWarning[] = [];
  if (curves.approximate) {
    warnings.push({
      id: 'approximate',
      message:
        'The training error was measured while training, with dropout and augmentation on, so the gap is approximate.',
    });
  }
  if (-best.gap > thresholds.standardErrors * best.gapSE && best.gap < 0) {
    warnings.push({
      id: 'validation-easier',
      message: `Validation does better than training by ${points(-best.gap)}: a leak, an easier split, or a bug.`,
    });
  }
  if (!overfit && subtypeOf(evidence) === 'over-confident') {
    warnings.push({
      id: 'over-confident',
      message:
        'The validation loss rose after the best epoch although the error did not: probabilities are too extreme.',
    });
  }
  const gaps = gapsOf(input);
  const { mean, deviation } = meanAndDeviation(gaps);
  if (gaps.length >= 3 && deviation >= Math.abs(mean)) {
    warnings.push({
      id: 'inconclusive',
      message: `The gap varies as much as it measures (${points(mean)} ± ${points(deviation)} over ${gaps.length} runs): inconclusive.`,
    });
  }
  return warnings;
}
