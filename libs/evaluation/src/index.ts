export { argMax } from './_internal/arg-max.ts';
export { accuracy } from './accuracy/accuracy.ts';
export { brierScore } from './brier-score/brier-score.ts';
export { expectedCalibrationError } from './expected-calibration-error/expected-calibration-error.ts';
export { f1 } from './f1/f1.ts';
export { logLoss } from './log-loss/log-loss.ts';
export { meanAbsoluteError } from './mean-absolute-error/mean-absolute-error.ts';
export { meanAbsolutePercentageError } from './mean-absolute-percentage-error/mean-absolute-percentage-error.ts';
export { meanSquaredError } from './mean-squared-error/mean-squared-error.ts';
export { prAuc } from './pr-auc/pr-auc.ts';
export { precision } from './precision/precision.ts';
export { r2 } from './r2/r2.ts';
export { recall } from './recall/recall.ts';
export { rocAuc } from './roc-auc/roc-auc.ts';
export { rootMeanSquaredError } from './root-mean-squared-error/root-mean-squared-error.ts';
export { topK } from './top-k/top-k.ts';
export { gainOverTime } from './gain-over-time/gain-over-time.ts';
export { validationNoise } from './validation-noise/validation-noise.ts';
export { ensemblePreset, metricPreset, panelPreset, searchPreset } from './preset/preset.ts';
export { calibrationBins, type CalibrationBin } from './calibration/calibration.ts';
export { classScores, confusionMatrix, type ClassScores } from './confusion/confusion.ts';
export { precisionRecallCurve, rocCurve, type PrecisionRecallPoint, type RocPoint } from './curves/curves.ts';
export {
  countFlips,
  followExamples,
  type AnswerHistory,
  type ExampleCourses,
  type FlipCounts,
} from './forgetting/forgetting.ts';
export { judgeGeneralization } from './generalization/generalization.ts';
export { judgeRepeats, type RepeatedJudgement } from './generalization/repeats.ts';
export {
  defaultThresholds,
  type CheckId,
  type Confidence,
  type EpochRow,
  type Evidence,
  type GeneralizationInput,
  type GeneralizationReport,
  type GeneralizationThresholds,
  type GeneralizationWarning,
  type OverfitSubtype,
  type Remedy,
  type Verdict,
} from './generalization/report.ts';
export {
  mcNemarTest,
  pairedFoldTest,
  type McNemarResult,
  type PairedFoldResult,
} from './hypothesis-tests/hypothesis-tests.ts';
export {
  bootstrapInterval,
  differenceInterval,
  meanInterval,
  wilsonInterval,
  type BootstrapOptions,
  type Interval,
} from './intervals/intervals.ts';
export { standardError } from './standard-error/standard-error.ts';
export { SPREAD_KINDS, spreadOf, type Spread, type SpreadKind } from './spread/spread.ts';
export { gridSearch } from './grid/grid.ts';
export { hyperband } from './hyperband/hyperband.ts';
export { randomSearch } from './random/random.ts';
export { searchSpaceSchema } from './search-space-schema/search-space-schema.ts';
export {
  summarizeSearch,
  type ParameterSummary,
  type SearchSummary,
} from './search-summary/search-summary.ts';
export { successiveHalving } from './successive-halving/successive-halving.ts';
export { tpe } from './tpe/tpe.ts';
export { averageEnsemble } from './average/average.ts';
export { decomposeBrier, type BrierDecomposition } from './brier-decomposition/brier-decomposition.ts';
export { reportEnsemble, type EnsembleReport } from './ensemble-report/ensemble-report.ts';
export {
  errorAt,
  fitLearningCurve,
  type LearningCurve,
  type LearningCurvePoint,
  type PowerLaw,
} from './learning-curve/learning-curve.ts';
export { majorityVote } from './majority-vote/majority-vote.ts';
export {
  openTestSet,
  selectModel,
  unopenedTestSet,
  type Candidate,
  type Selection,
  type TestSetRecord,
} from './model-selection/model-selection.ts';
export { mannKendallP, median, theilSenSlope } from './trend/trend.ts';
export { weightedAverage } from './weighted-average/weighted-average.ts';
export {
  metricOf,
  summarizePredictions,
  type ClassSummary,
  type PredictionSummary,
  type SummaryOptions,
} from './prediction-summary/prediction-summary.ts';
