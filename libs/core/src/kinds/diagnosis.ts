import type { Task } from './loss.ts';

/** The record of a run that diagnoses are made from; nothing in it has to be computed again. */
export interface RunFacts {
  readonly task: Task;
  /** One row per finished epoch, from epoch 1: metrics by `split/metric`; `null` stands for what is not a number. */
  readonly rows: readonly Readonly<Record<string, number | null>>[];
  /** Examples that `train/…`, `trainEval/…` and `validation/…` were measured on. */
  readonly numExamples: { readonly train: number; readonly trainEval: number; readonly validation: number };
  readonly plannedEpochs: number;
  /** The epoch that is judged, from 1; `null` when there is none. */
  readonly bestEpoch: number | null;
}

/** Something that a reader of the generalization report should know. */
export interface Finding {
  /** One sentence with its numbers. */
  readonly message: string;
  /** What to try next. */
  readonly remedy?: { readonly title: string; readonly why: string };
}

/**
 * A check of the generalization report that stands beside the report's own and changes no verdict.
 *
 * Every diagnosis of an installation sees every run, with the defaults of its configuration.
 */
export interface Diagnosis {
  /** What there is to say, or `undefined`. A pure function of the record, which may have no epoch yet. */
  diagnose(run: RunFacts): Finding | undefined;
}
