import type { GeneralizationReport } from '@convlab/evaluation';
import type { MetricRow } from '@convlab/training';
import type { PredictionSet } from '@convlab/training/predictions';
import type { CompleteSpec } from '../spec/experiment-spec.ts';
import type { RunSpec } from '../spec/planning-spec.ts';

/** What planning has to know of a run that was made: plain data, whoever stores it. */
export interface PlanRecord {
  readonly id: string;
  /** The run's place in its experiment: `run` of its spec; absent for an experiment of one training. */
  readonly run: RunSpec | undefined;
  /** `open` while it waits, trains or is paused; `failed` also when it was stopped for good. */
  readonly status: 'open' | 'done' | 'failed';
  readonly bestEpoch: number | null;
  /** Metric row of the best epoch. */
  readonly bestMetrics: MetricRow | null;
  readonly testMetrics: MetricRow | null;
  readonly numWeights: number | null;
  /** Examples in each part. */
  readonly numExamples: { readonly train: number; readonly validation: number; readonly test: number } | null;
  readonly report: GeneralizationReport | null;
  /** Of runs that {@link wantsPredictions} asks for, once they are done. */
  readonly predictions?: { readonly validation?: PredictionSet; readonly test?: PredictionSet };
}

/** A run to be made. */
export interface PlannedRun {
  /** Its identity in the experiment: no two runs have the same. */
  readonly key: string;
  /** For people: `trial 3, fold 2`. */
  readonly name: string;
  /** Complete: this one training, without what plans it. */
  readonly spec: CompleteSpec;
  /** Number of the trial, from 0. */
  readonly trial?: number;
  /** Position among the protocol's splits, from 0; present where there are several. */
  readonly fold?: number;
  /** Number of the ensemble's member, from 0. */
  readonly member?: number;
  readonly seed: number;
  /** Id of the run whose best weights it starts from. */
  readonly startFrom?: string;
}

/** The identity of a run in its experiment. */
export function keyOf(run: RunSpec | undefined): string {
  if (run === undefined) return 'single';
  const { stage, outerFold, candidate, trial, split, member, fraction, repeat } = run;
  return JSON.stringify([stage, outerFold, candidate, trial, split, member, fraction, repeat]);
}

/** Whether the result is made of this run's predictions: those of folds and of members of an ensemble. */
export function wantsPredictions({ run, status }: PlanRecord): boolean {
  return status === 'done' && (run?.stage === 'folds' || run?.stage === 'ensemble');
}
