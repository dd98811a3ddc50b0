import type { StudyBudget, StudyFinding } from '@convlab/core';
import type {
  BrierDecomposition,
  EnsembleReport,
  Interval,
  LearningCurve,
  ParameterSummary,
  PredictionSummary,
  RepeatedJudgement,
} from '@convlab/evaluation';
import type { MetricRow } from '@convlab/training';
import type { ExperimentKind } from '../spec/experiment-kind.ts';
import type { RunSpec } from '../spec/planning-spec.ts';

/** What the runs of an experiment have come to so far: JSON, made anew whenever one of them ends. */
export interface ExperimentResult {
  readonly version: 1;
  readonly kind: ExperimentKind;
  /** `failed` when a choice could not be made, as all its runs failed; {@link problem} then says why. */
  readonly status: 'running' | 'done' | 'failed';
  readonly problem?: string;
  /** Runs of all stages, those to come included. */
  readonly progress: RunProgress;
  /** In the order in which they run. */
  readonly stages: readonly StageProgress[];
  /** The validation metric that choices go by, as an error; absent where nothing is chosen. */
  readonly objective?: string;
  /** What selection and search chose so far, by path; empty where nothing was. */
  readonly chosen: Readonly<Record<string, unknown>>;
  readonly selection?: SelectionResult;
  readonly search?: SearchResult;
  readonly folds?: FoldsResult;
  readonly ensemble?: EnsembleResult;
  readonly learningCurve?: LearningCurveResult;
  readonly study?: StudyResult;
  /** Of nested protocols: choice and test of each outer fold. */
  readonly outerFolds?: OuterFoldsResult;
  /** Absent as long as the test part is closed. */
  readonly test?: TestResult;
}

/** How many runs there are. */
export interface RunProgress {
  /** Those to come included, as far as it is known: failures may make it fewer. */
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
}

/** How far a stage is. */
export interface StageProgress extends RunProgress {
  readonly stage: RunSpec['stage'];
  /** Of nested protocols, from 1. */
  readonly outerFold?: number;
}

/** A metric over several runs. */
export interface MetricSummary {
  /** One for each run, in order; `null` where it failed or is no number. */
  readonly values: readonly (number | null)[];
  readonly mean: number;
  /** Sample standard deviation; `null` for fewer than two values. */
  readonly deviation: number | null;
  /** 95 % t interval of the mean; `null` for fewer than two values. */
  readonly interval: Interval | null;
}

/** What became of a run of several. */
export interface RunOutcome {
  readonly runId: string;
  readonly status: 'open' | 'done' | 'failed';
  readonly bestEpoch: number | null;
  /** Metric row of its best epoch. */
  readonly metrics: MetricRow | null;
}

/** The candidates of a model selection. */
export interface SelectionResult {
  readonly rule: 'best' | 'one-standard-error';
  readonly candidates: readonly {
    readonly name: string;
    readonly numWeights: number | null;
    /** Mean validation error over splits; `null` when one failed, absent while they run. */
    readonly error?: number | null;
    /** Standard error of the mean; `null` for a single split. */
    readonly standardError: number | null;
    readonly runs: readonly RunOutcome[];
  }[];
  /** Name of the chosen one, when all are judged. */
  readonly chosen?: string;
}

/** One trial of a search. */
export interface TrialResult {
  /** From 0. */
  readonly number: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Share of the epochs that it got. */
  readonly budget: number;
  readonly continues?: number;
  /** Mean validation error over its splits; `null` when one failed, absent while it runs. */
  readonly value?: number | null;
  /** Standard deviation over its splits; `null` for one split. */
  readonly spread: number | null;
  readonly runs: readonly RunOutcome[];
}

/** A search so far. */
export interface SearchResult {
  /** Full id of the strategy. */
  readonly strategy: string;
  /** Trials that it will make at the most. */
  readonly numTrials: number;
  readonly trials: readonly TrialResult[];
  /** The best finished trial with the full budget. */
  readonly best?: TrialResult;
  /** Importance of each parameter, and whether the optimum lies at the edge of its range; most important first. */
  readonly parameters: readonly ParameterSummary[];
}

/** A cross-validation, or repeated reshuffles. */
export interface FoldsResult {
  readonly folds: readonly RunOutcome[];
  /** Metrics of the best epochs over folds, by name. */
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly judgement?: RepeatedJudgement;
  /** Every learning example as the fold that had not seen it predicts it; averaged where several did. */
  readonly outOfFold?: PredictionSummary & {
    /** Examples that are farthest from the truth, worst first: their index, and the probability of their class. */
    readonly hardest: readonly { readonly index: number; readonly probability: number }[];
  };
}

/** An ensemble on one part. */
export interface EnsemblePart extends PredictionSummary {
  /** Each metric of every member, their mean, and the ensemble's. */
  readonly comparison: Readonly<
    Record<
      string,
      {
        readonly ensemble: number;
        readonly members: readonly number[];
        readonly mean: number;
        readonly best: number;
        readonly better: 'higher' | 'lower';
      }
    >
  >;
  /** Gain over best and mean member with intervals, disagreement matrix, error overlap; of classifications. */
  readonly report?: EnsembleReport;
  /** squared error of the average = mean of the members' - their diversity. */
  readonly squaredError: {
    readonly ensemble: number;
    readonly meanMember: number;
    readonly diversity: number;
  };
  /** Brier score of members, in their order, and their mean parts; of classifications. */
  readonly memberBrier?: readonly BrierDecomposition[];
  /** Error of the first 1, 2, … members together; of classifications. */
  readonly errorBySize?: readonly number[];
}

/** An ensemble. */
export interface EnsembleResult {
  readonly kind: 'seeds' | 'bagging' | 'snapshot' | 'folds';
  /** Full id of the method. */
  readonly method: string;
  /** In the order of the indices that reports speak of; failed ones are left out of the combination. */
  readonly members: readonly RunOutcome[];
  /** What was fitted on validation, as JSON. */
  readonly fitted?: unknown;
  /** Absent for folds, whose members share no validation part. */
  readonly validation?: EnsemblePart;
  readonly test?: EnsemblePart;
}

/** The error over the size of the training part. */
export interface LearningCurveResult {
  readonly points: readonly (RunOutcome & {
    readonly fraction: number;
    /** Training examples; `null` while unknown. */
    readonly n: number | null;
    readonly error: number | null;
  })[];
  /** The fitted law, once three sizes have a point. */
  readonly fit?: LearningCurve;
}

/** Variants over the same seeds. */
export interface StudyResult {
  /** Full id of the claim's plugin and its version; absent for a plain comparison. */
  readonly plugin?: string;
  readonly version?: number;
  readonly budget: StudyBudget;
  readonly seeds: readonly number[];
  readonly arms: readonly {
    readonly name: string;
    readonly runs: readonly (RunOutcome & { readonly seed: number })[];
    /** Metrics of the best epochs over seeds, by name. */
    readonly metrics: Readonly<Record<string, MetricSummary>>;
  }[];
  /** What it came to, once all runs are over. */
  readonly finding?: StudyFinding;
}

/** Nested cross-validation. */
export interface OuterFoldsResult {
  readonly folds: readonly {
    /** From 1. */
    readonly outerFold: number;
    readonly chosen: Readonly<Record<string, unknown>>;
    readonly final?: RunOutcome;
    readonly testMetrics: MetricRow | null;
  }[];
  /** Test metrics over outer folds, by name. */
  readonly metrics: Readonly<Record<string, MetricSummary>>;
}

/** The test part, opened. */
export interface TestResult {
  /** What was tested, in order: one, but for the outer folds of a nested protocol. */
  readonly openings: readonly string[];
  readonly runIds: readonly string[];
  readonly numExamples: number | null;
  /** Test metrics of the chosen network, or of the ensemble; as long as members are missing, their mean. */
  readonly metrics: Readonly<Record<string, number>>;
  /** With Wilson's 95 % interval. */
  readonly accuracy?: Interval;
}
