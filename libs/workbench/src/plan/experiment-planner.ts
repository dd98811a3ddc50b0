import type { Registry } from '@convlab/core';
import type { GeneralizationReport } from '@convlab/evaluation';
import {
  planExperiment,
  PREDICTIONS,
  requireExperiment,
  wantsPredictions,
  type ExperimentPlan,
  type PlannedRun,
  type PlanRecord,
  type RunSpec,
} from '@convlab/experiments';
import type { PlannedRunState, Planner, PlanSnapshot, RunInput, Store } from '@convlab/store';
import { decodePredictions, type PredictionSet } from '@convlab/training/predictions';

/** Plans the experiments of a store: what its workers ask when a run ends. */
export function experimentPlanner(store: Store, registry: Registry): Planner {
  return async (snapshot) => {
    const experiment = requireExperiment(snapshot.spec, registry);
    const records = snapshot.runs.map((run) => recordOf(run, snapshot.halted));
    const complete = await withPredictions(store, records);
    return outcomeOf(planExperiment(experiment, registry, complete), experiment.spec.name ?? '');
  };
}

/** A plan as the store takes it. */
export function outcomeOf({ runs, result }: ExperimentPlan, experimentName: string) {
  return { runs: runs.map((run) => runInput(run, experimentName)), result };
}

function runInput(planned: PlannedRun, experimentName: string): RunInput {
  const { name, spec, seed, trial, fold, member, startFrom } = planned;
  const single = spec.run === undefined;
  return {
    name: single ? name : `${experimentName} · ${name}`,
    spec,
    plannedEpochs: spec.training.epochs,
    seed,
    ...(single ? {} : { place: spec.run }),
    ...(trial === undefined ? {} : { trial }),
    ...(fold === undefined ? {} : { fold }),
    ...(member === undefined ? {} : { member }),
    ...(startFrom === undefined ? {} : { forkOf: { runId: startFrom, kind: 'best' } }),
  };
}

function recordOf(run: PlannedRunState, halted: PlanSnapshot['halted']): PlanRecord {
  return {
    id: run.id,
    run: (run.place ?? undefined) as RunSpec | undefined,
    status: statusOf(run, halted),
    bestEpoch: run.bestEpoch,
    bestMetrics: run.bestMetrics,
    testMetrics: run.testMetrics,
    numWeights: run.numWeights,
    numExamples: run.started?.numExamples ?? null,
    report: null,
  };
}

/** What was stopped with its whole experiment goes on when that is resumed; what was stopped alone is given up. */
function statusOf({ status }: PlannedRunState, halted: PlanSnapshot['halted']): PlanRecord['status'] {
  if (status === 'finished' || status === 'stopped-early') return 'done';
  if (status === 'failed') return 'failed';
  return status === 'stopped' && halted !== 'stop' ? 'failed' : 'open';
}

/** Adds predictions and reports to the records of stages that are over, which results are made of. */
async function withPredictions(store: Store, records: readonly PlanRecord[]): Promise<PlanRecord[]> {
  const running = new Set(records.filter(({ status }) => status === 'open').map(({ run }) => run?.stage));
  const complete: PlanRecord[] = [];
  for (const record of records) {
    const wanted = wantsPredictions(record) && !running.has(record.run?.stage);
    complete.push(wanted ? await withFiles(store, record) : record);
  }
  return complete;
}

async function withFiles(store: Store, record: PlanRecord): Promise<PlanRecord> {
  const [run, validation, test] = [
    await store.runs.require(record.id),
    await predictionsOf(store, record.id, 'validation'),
    await predictionsOf(store, record.id, 'test'),
  ];
  return {
    ...record,
    report: run.report as GeneralizationReport | null,
    predictions: {
      ...(validation === undefined ? {} : { validation }),
      ...(test === undefined ? {} : { test }),
    },
  };
}

async function predictionsOf(
  store: Store,
  runId: string,
  part: keyof typeof PREDICTIONS,
): Promise<PredictionSet | undefined> {
  const artifact = await store.artifacts.read(runId, PREDICTIONS[part]);
  return artifact === undefined ? undefined : decodePredictions(artifact.data);
}
