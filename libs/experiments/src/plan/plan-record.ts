import type { GeneralizationReport } from '@convlab/evaluation';
import type { Registry } from '@convlab/core';
import type { LayersEvent, MetricRow } from '@convlab/training';
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
  /** What happened in the run; of runs of a study, once all of them are over. */
  readonly course?: RunCourse;
  /** Of runs that {@link wantsPredictions} asks for, once they are done. */
  readonly predictions?: { readonly validation?: PredictionSet; readonly test?: PredictionSet };
}

/** The course of a run that is over. */
export interface RunCourse {
  /** One row per finished epoch. */
  readonly rows: readonly MetricRow[];
  /** Wall time of each of them, in ms. */
  readonly epochMs: readonly number[];
  readonly layers: readonly Pick<LayersEvent, 'epoch' | 'layers'>[];
  readonly stepsPerEpoch: number | null;
  readonly plannedEpochs: number;
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
  const { stage, outerFold, candidate, trial, split, member, fraction, repeat, arm } = run;
  return JSON.stringify([stage, outerFold, candidate, trial, split, member, fraction, repeat, arm]);
}

/**
 * Whether the result is made of this run's predictions: those of folds, of members of an ensemble, and of a study that asks.
 *
 * @param spec  the whole experiment's
 */
export function wantsPredictions(
  { run, status }: PlanRecord,
  spec: Pick<CompleteSpec, 'study'>,
  registry: Registry,
): boolean {
  if (status !== 'done') return false;
  if (run?.stage !== 'study') return run?.stage === 'folds' || run?.stage === 'ensemble';
  const plugin = spec.study?.plugin;
  return plugin !== undefined && registry.create('study', plugin).needsPredictions === true;
}

/** Whether the result is made of this run's course: those of a study that judges a claim. */
export function wantsCourse({ run }: PlanRecord, spec: Pick<CompleteSpec, 'study'>): boolean {
  return run?.stage === 'study' && spec.study?.plugin !== undefined;
}
