import type { Registry } from '@convlab/core';
import type { GeneralizationReport } from '@convlab/evaluation';
import {
  planExperiment,
  PREDICTIONS,
  requireExperiment,
  wantsCourse,
  wantsPredictions,
  type CompleteSpec,
  type ExperimentPlan,
  type PlannedRun,
  type PlanRecord,
  type RunCourse,
  type RunSpec,
} from '@convlab/experiments';
import type { PlannedRunState, Planner, PlanSnapshot, RunInput, Store } from '@convlab/store';
import { fetchDataSets } from '../data-sets/fetch-data-sets.ts';
import { decodePredictions, type PredictionSet } from '@convlab/training/predictions';

/** Plans the experiments of a store: what its workers ask when a run ends. */
export function experimentPlanner(store: Store, registry: Registry): Planner {
  return async (snapshot) => {
    await fetchDataSets(store, registry, snapshot.spec);
    const experiment = requireExperiment(snapshot.spec, registry);
    const records = snapshot.runs.map((run) => recordOf(run, snapshot.halted));
    const complete = await withFiles(store, registry, experiment.spec, records);
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

/** Adds what results are made of to the records of stages that are over: predictions and reports, or the whole course. */
async function withFiles(
  store: Store,
  registry: Registry,
  spec: CompleteSpec,
  records: readonly PlanRecord[],
): Promise<PlanRecord[]> {
  const running = new Set(records.filter(({ status }) => status === 'open').map(({ run }) => run?.stage));
  const complete: PlanRecord[] = [];
  for (const record of records) {
    const over = !running.has(record.run?.stage);
    complete.push({
      ...record,
      ...(over && wantsPredictions(record, spec, registry) ? await judgedOf(store, record) : {}),
      ...(over && wantsCourse(record, spec) ? { course: await courseOf(store, record) } : {}),
    });
  }
  return complete;
}

async function judgedOf(
  store: Store,
  { id }: PlanRecord,
): Promise<Pick<PlanRecord, 'report' | 'predictions'>> {
  const { report } = await store.runs.require(id);
  const validation = await predictionsOf(store, id, 'validation');
  const test = await predictionsOf(store, id, 'test');
  return {
    report: report as GeneralizationReport | null,
    predictions: {
      ...(validation === undefined ? {} : { validation }),
      ...(test === undefined ? {} : { test }),
    },
  };
}

async function courseOf(store: Store, { id }: PlanRecord): Promise<RunCourse> {
  const { stepsPerEpoch, plannedEpochs } = await store.runs.require(id);
  const epochs = await store.runs.epochs(id);
  return {
    rows: epochs.map(({ metrics }) => metrics),
    epochMs: epochs.map(({ durationMs }) => durationMs),
    layers: await store.runs.layers(id),
    stepsPerEpoch,
    plannedEpochs: plannedEpochs ?? epochs.length,
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
