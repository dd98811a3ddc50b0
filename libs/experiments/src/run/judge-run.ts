import { judgeGeneralization, type GeneralizationReport } from '@convlab/evaluation';
import type { EndReason, MetricRow, StartedEvent } from '@convlab/training';

/** The record of a run, as its events tell it. */
export interface RunRecord {
  readonly started: StartedEvent;
  /** One row per finished epoch, from epoch 1. */
  readonly rows: readonly MetricRow[];
  /** Why it ended; absent while it goes on. */
  readonly reason?: EndReason;
  /** The complete experiment, so that remedies come with the change to make. */
  readonly spec: object;
}

/** The generalization report of a run, finished or going on: a pure function of its record. */
export function judgeRun({ started, rows, reason, spec }: RunRecord): GeneralizationReport {
  const { task, numExamples, majorityShare, monitor, plannedEpochs } = started;
  return judgeGeneralization({
    task,
    rows,
    numExamples,
    majorityShare,
    monitor,
    plannedEpochs,
    earlyStopped: reason === 'early-stopping',
    spec: { ...spec },
  });
}
