export type {
  EnsemblePart,
  EnsembleResult,
  ExperimentResult,
  FoldsResult,
  LearningCurveResult,
  MetricSummary,
  OuterFoldsResult,
  RunOutcome,
  RunProgress,
  SearchResult,
  SelectionResult,
  StageProgress,
  StudyResult,
  TestResult,
  TrialResult,
} from './plan/experiment-result.ts';
export { planExperiment, type ExperimentPlan } from './plan/plan-experiment.ts';
export {
  wantsCourse,
  wantsPredictions,
  type PlannedRun,
  type PlanRecord,
  type RunCourse,
} from './plan/plan-record.ts';
export { judgeRun, type RunRecord } from './run/judge-run.ts';
export { runPanels, type PanelOutcome } from './run/run-panels.ts';
export { requireSplits } from './run/plan-split.ts';
export {
  decodeEvaluation,
  EVALUATION,
  PREDICTIONS,
  runResults,
  type RunEvaluation,
  type RunResults,
} from './run/run-results.ts';
export {
  prepareData,
  prepareTraining,
  type PreparedData,
  type PreparedTraining,
} from './run/prepare-training.ts';
export {
  experimentSchema,
  experimentSpec,
  type CompleteSpec,
  type ExperimentSpec,
} from './spec/experiment-spec.ts';
export { checkedSet, dataSetVariants, filesKey, type FileChecksums } from './spec/data-set-variants.ts';
export { countRuns, stageSizes, type StageSize } from './spec/count-runs.ts';
export { experimentKind, type ExperimentKind } from './spec/experiment-kind.ts';
export { runSpec, type RunSpec } from './spec/planning-spec.ts';
export { setValues, type SettingsByPath } from './spec/set-values.ts';
export { expandShorthands } from './spec/expand-shorthands.ts';
export { buildNetwork, type NetworkPart } from './spec/build-network.ts';
export { requireExperiment, resolveExperiment, type ResolvedExperiment } from './spec/resolve-experiment.ts';
export { specHash } from './spec/spec-hash.ts';
export { studyExperiment } from './spec/study-experiment.ts';
