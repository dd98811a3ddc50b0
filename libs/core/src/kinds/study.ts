import type { Predictions } from './metric.ts';

/** How much a study may cost: a check that it runs (under a minute), minutes of a lesson, or as much as the claim deserves. */
export type StudyBudget = 'smoke' | 'lesson' | 'full';

/** One of the things that a study compares: the study's experiment with other values at some paths. */
export interface StudyArm {
  /** Unique among the arms. */
  readonly name: string;
  /** Values by path of the experiment, such as `{ "optimizer.learningRate": 0.01 }`. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Those of the study's seeds that it is trained with; all of them when left out. */
  readonly seeds?: readonly number[];
  /** From 1: other first weights, order and noise than those of the same seed and split without it. */
  readonly member?: number;
  /** Position among the splits of its protocol, from 0; the first when left out. */
  readonly split?: number;
}

/** What a study trains. */
export interface StudyDesign {
  /** The experiment that every arm changes, as a person would write it. */
  readonly experiment: Readonly<Record<string, unknown>>;
  /** At least two. */
  readonly arms: readonly StudyArm[];
  /** Each arm is trained once with each seed, which also draws its split: what has one seed in common is compared in pairs. */
  readonly seeds: readonly number[];
}

/** Gradients and activations of one layer after some epoch; `null` where something does not apply or is no number. */
export interface StudyLayer {
  readonly layer: string;
  readonly gradientNorm: number | null;
  readonly activationStd: number | null;
  readonly deadShare: number | null;
  readonly weightZeroShare: number | null;
}

/** One training of a study that is over. */
export interface StudyRun {
  readonly arm: string;
  readonly seed: number;
  /** A training that ended without a usable network, as one that diverged, is `failed`. */
  readonly status: 'done' | 'failed';
  /** One row per finished epoch, from epoch 1: metrics by `split/metric`; `null` stands for what is not a number. */
  readonly rows: readonly Readonly<Record<string, number | null>>[];
  /**
   * Wall time of each finished epoch in ms, evaluation included. The machine's, and another one at each repetition: to be shown
   * in the unit `seconds`, never judged.
   */
  readonly epochMs: readonly number[];
  /** From 1; `null` when there is none. */
  readonly bestEpoch: number | null;
  /** Updates in one epoch, and epochs that were planned; `null` when it never began. */
  readonly stepsPerEpoch: number | null;
  readonly plannedEpochs: number;
  readonly numWeights: number | null;
  readonly numExamples: { readonly train: number; readonly validation: number } | null;
  /** At every epoch where the layers were looked at, in the network's order. */
  readonly layers: readonly { readonly epoch: number; readonly layers: readonly StudyLayer[] }[];
  /** Of the validation part; only where {@link Study.needsPredictions}. */
  readonly predictions?: Predictions;
}

/** What a study, or one of its effects, came to. */
export type StudyVerdict = 'supported' | 'not-supported' | 'inconclusive';

/** A measured difference, and what was demanded of it beforehand. */
export interface StudyEffect {
  /** What is compared, in words. */
  readonly name: string;
  readonly unit: 'points' | 'number' | 'factor';
  /** One per seed; `null` where it cannot be told. */
  readonly values: readonly (number | null)[];
  /** The mean and its interval; `null` for fewer than two seeds. */
  readonly interval: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly level: number;
  } | null;
  /** The effect must be larger than this, with its whole interval. */
  readonly above: number;
  readonly verdict: StudyVerdict;
}

/** A measured number of an arm over its seeds. */
export interface StudyMeasure {
  readonly mean: number | null;
  /** Sample standard deviation; `null` for fewer than two values. */
  readonly deviation: number | null;
  readonly values: readonly (number | null)[];
}

/** One row of the table of a study. */
export interface StudyRow {
  readonly arm: string;
  readonly measures: Readonly<Record<string, StudyMeasure>>;
}

/** How the numbers of a column or an axis read: shares in percent; `seconds` are measured, and differ between repetitions. */
export type StudyUnit = 'share' | 'number' | 'count' | 'seconds';

/** A picture of a study as data. */
export interface StudyChart {
  readonly title: string;
  readonly x: { readonly label: string; readonly log?: boolean; readonly ticks?: readonly string[] };
  readonly y: { readonly label: string; readonly unit: 'share' | 'number'; readonly log?: boolean };
  readonly series: readonly {
    readonly name: string;
    /** Means over seeds, with the smallest and the largest value where there are several. */
    readonly points: readonly {
      readonly x: number;
      readonly y: number;
      readonly low?: number;
      readonly high?: number;
    }[];
  }[];
}

/** What a study came to, with what it is concluded from. */
export interface StudyFinding {
  readonly verdict: StudyVerdict;
  /** One or two sentences with the effects and their intervals. */
  readonly sentence: string;
  readonly effects: readonly StudyEffect[];
  /** Columns of the table, in order. */
  readonly measures: readonly { readonly name: string; readonly unit: StudyUnit }[];
  readonly rows: readonly StudyRow[];
  readonly charts: readonly StudyChart[];
}

/** What is written about a study before it is run. */
export interface StudyText {
  /** One sentence that can be wrong. */
  readonly claim: string;
  /** What should be seen if it is right, and why. */
  readonly prediction: string;
  /** When it counts as supported, not supported and inconclusive. */
  readonly rule: string;
  /** What is varied, and over which levels. */
  readonly factors: readonly { readonly name: string; readonly levels: readonly string[] }[];
  /** What the result cannot say. */
  readonly caveats: readonly string[];
  /** What to read, most important first. */
  readonly reading: readonly string[];
}

/** A claim that can be tested: what to train, and how to judge it by a rule that was written before. */
export interface Study extends StudyText {
  /** Whether {@link judge} needs the predictions of every training. Default false. */
  readonly needsPredictions?: boolean;
  /** What is trained at a budget. Pure. */
  design(budget: StudyBudget): StudyDesign;
  /** The verdict. A pure function of the trainings, which come in any order; failed ones are among them. */
  judge(runs: readonly StudyRun[], budget: StudyBudget): StudyFinding;
}
