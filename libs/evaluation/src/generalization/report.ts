import type { JsonObject, Task } from '@convlab/core';

/** Metrics of one epoch by name, `split/metric`, as a run reports them; `null` stands for what is not a number. */
export type EpochRow = Readonly<Record<string, number | null>>;

/** Limits of the checks; every one can be changed. */
export interface GeneralizationThresholds {
  /** Fewer validation examples say too little. */
  readonly minValidationExamples: number;
  /** Fewer epochs show no trend. */
  readonly minEpochs: number;
  /** A difference counts when it exceeds this many standard errors. */
  readonly standardErrors: number;
  /** Training error beyond the target that counts as underfitting. Fraction. */
  readonly fit: number;
  /** With an unknown target: training error, as a share of chance, that counts as underfitting. */
  readonly shareOfChance: number;
  /** Difference of validation and training error that counts as overfitting. Fraction. */
  readonly gap: number;
  /** Rise of the validation loss since the best epoch, relative to it, that counts. */
  readonly rise: number;
  /** Length of the window for trends: at least so many epochs … */
  readonly trendEpochs: number;
  /** … and at least this share of all. */
  readonly trendShare: number;
  /** Largest p-value of a trend that counts. */
  readonly trendP: number;
  /** Fall of the loss over one more window, relative to it, that would be worth the time. */
  readonly relevantFall: number;
}

/** The thresholds unless said otherwise. */
export const defaultThresholds: GeneralizationThresholds = Object.freeze({
  minValidationExamples: 100,
  minEpochs: 4,
  standardErrors: 2,
  fit: 0.05,
  shareOfChance: 0.5,
  gap: 0.03,
  rise: 0.05,
  trendEpochs: 5,
  trendShare: 0.2,
  trendP: 0.1,
  relevantFall: 0.02,
});

/** What a report is made from: the record of a run, and nothing that has to be computed again. */
export interface GeneralizationInput {
  readonly task: Task;
  /** One row per finished epoch, from epoch 1. */
  readonly rows: readonly EpochRow[];
  /** Examples that `train/…`, `trainEval/…` and `validation/…` were measured on. */
  readonly numExamples: { readonly train: number; readonly trainEval: number; readonly validation: number };
  /** Share of the most frequent class, which guessing it would reach; `null` for regression. */
  readonly majorityShare: number | null;
  /** The metric that decides which epoch is best. */
  readonly monitor: { readonly name: string; readonly better: 'higher' | 'lower' };
  readonly plannedEpochs: number;
  readonly earlyStopped: boolean;
  /** Error that could be reached: the user's wish, or the best known for the data set. Fraction. */
  readonly target?: number | null;
  /** Examples that stand in more than one part of the split. */
  readonly numDuplicates?: number;
  /** Errors of runs of the same specification with other seeds or folds. */
  readonly repeats?: readonly { readonly trainError: number; readonly validationError: number }[];
  readonly thresholds?: Partial<GeneralizationThresholds>;
  /** The experiment's complete specification; remedies then come with the change to make. */
  readonly spec?: JsonObject;
}

/** The judgement in one word. */
export type Verdict =
  | 'cannot-tell'
  | 'did-not-learn'
  | 'still-learning'
  | 'underfit'
  | 'overfit'
  | 'underfit-and-overfit'
  | 'good';

/** The kind of overfitting. */
export type OverfitSubtype = 'overtrained' | 'high-variance' | 'over-confident';

/** How much the verdict can be relied on: one run; at least three; the interval over them excludes the threshold. */
export type Confidence = 'low' | 'medium' | 'high';

/** What was checked. */
export type CheckId =
  | 'finite'
  | 'measured'
  | 'enough-examples'
  | 'no-duplicates'
  | 'enough-epochs'
  | 'beats-chance'
  | 'loss-fell'
  | 'training-trend'
  | 'validation-trend'
  | 'fits-training'
  | 'gap'
  | 'loss-rise'
  | 'error-rise';

/** One row of the evidence. */
export interface Evidence {
  readonly id: CheckId;
  readonly question: string;
  /** What was measured; `null` when it could not be. */
  readonly value: number | null;
  /** Uncertainty of the value, as plus or minus; `null` when there is none or it is unknown. */
  readonly noise: number | null;
  /** What the value was compared with; `null` when skipped. */
  readonly threshold: number | null;
  /**
   * Unit of the three numbers. `percent` and `points` (differences of percentages) are fractions: 0.012 reads 1.2 %.
   * `relative` is a fraction of the loss.
   */
  readonly unit: 'percent' | 'points' | 'relative' | 'loss' | 'examples' | 'epochs';
  readonly outcome: 'pass' | 'fail' | 'skipped';
  /** Epoch that the value is from, or the last of several. */
  readonly epoch?: number;
  /** First epoch, when the value is from several. */
  readonly fromEpoch?: number;
  readonly explanation: string;
}

/** Something to try next. */
export interface Remedy {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** Change to the experiment's specification, as a JSON merge patch (RFC 7386); absent when it takes a decision. */
  readonly change?: JsonObject;
}

/** Something to know that changes no verdict. */
export interface GeneralizationWarning {
  /** Of the report's own rules, or the id of the diagnosis plugin that has something to say. */
  readonly id:
    'approximate' | 'validation-easier' | 'over-confident' | 'inconclusive' | `${string}/${string}`;
  readonly message: string;
}

/** The judgement of a run, with everything it rests on. */
export interface GeneralizationReport {
  /** Version of the rules. */
  readonly version: 1;
  readonly verdict: Verdict;
  readonly subtype?: OverfitSubtype;
  readonly confidence: Confidence;
  /** The verdict with its numbers, for people. */
  readonly sentence: string;
  /** The epoch that is judged, from 1; `null` when there is none. */
  readonly bestEpoch: number | null;
  /** In the order of the checks. */
  readonly evidence: readonly Evidence[];
  /** Most promising first. */
  readonly remedies: readonly Remedy[];
  readonly warnings: readonly GeneralizationWarning[];
}
