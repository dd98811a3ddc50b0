import type { Diagnosis, Finding, Registry, RunFacts } from '@convlab/core';
import {
  judgeGeneralization,
  type GeneralizationReport,
  type GeneralizationWarning,
  type Remedy,
} from '@convlab/evaluation';
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

/**
 * The generalization report of a run, finished or going on: a pure function of its record and of the registry's diagnoses, each
 * with its defaults.
 *
 * A diagnosis that fails is named in the report, and costs nothing else of it.
 */
export function judgeRun(
  { started, rows, reason, spec }: RunRecord,
  registry: Registry,
): GeneralizationReport {
  const { task, numExamples, majorityShare, monitor, plannedEpochs } = started;
  const report = judgeGeneralization({
    task,
    rows,
    numExamples,
    majorityShare,
    monitor,
    plannedEpochs,
    earlyStopped: reason === 'early-stopping',
    spec: { ...spec },
  });
  const found = findings({ task, rows, numExamples, plannedEpochs, bestEpoch: report.bestEpoch }, registry);
  return {
    ...report,
    remedies: [...report.remedies, ...found.flatMap(remedyOf)],
    warnings: [...report.warnings, ...found.map(({ id, message }) => ({ id, message }))],
  };
}

interface NamedFinding extends Finding {
  readonly id: GeneralizationWarning['id'];
}

function findings(run: RunFacts, registry: Registry): readonly NamedFinding[] {
  return registry.plugins('diagnosis').flatMap(({ id, title }) => {
    const finding = attempt(title, () => registry.create('diagnosis', { id }), run);
    return finding === undefined ? [] : [{ id: id as NamedFinding['id'], ...finding }];
  });
}

function attempt(title: string, create: () => Diagnosis, run: RunFacts): Finding | undefined {
  try {
    return create().diagnose(run);
  } catch (error) {
    return {
      message: `The check "${title}" failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function remedyOf({ id, remedy }: NamedFinding): readonly Remedy[] {
  return remedy === undefined ? [] : [{ id, ...remedy }];
}
