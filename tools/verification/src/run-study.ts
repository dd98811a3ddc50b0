import { isConvlabError, type Registry, type StudyBudget } from '@convlab/core';
import {
  planExperiment,
  prepareTraining,
  requireExperiment,
  specHash,
  studyExperiment,
  type CompleteSpec,
  type ExperimentResult,
  type PlannedRun,
  type PlanRecord,
} from '@convlab/experiments';
import { train, type LayersEvent, type StartedEvent } from '@convlab/training';
import { selectBackend, type SelectedBackend } from '@convlab/workbench';

/** A study that was run, with its evidence: the same specification gives the same result. */
export interface StudyRecord {
  readonly spec: CompleteSpec;
  readonly specHash: string;
  readonly backend: SelectedBackend;
  readonly result: ExperimentResult;
  /** Time of training alone, in seconds. */
  readonly seconds: number;
}

/** Runs a study in this process, one training after the other: what a queue with one worker would, without its processes. */
export async function runStudy(
  id: string,
  budget: StudyBudget,
  registry: Registry,
  onRun: (over: number, total: number) => void = () => undefined,
): Promise<StudyRecord> {
  const experiment = requireExperiment(studyExperiment(id, budget, registry), registry);
  const backend = await selectBackend();
  const { runs, result } = planExperiment(experiment, registry, []);
  const began = performance.now();
  const records: PlanRecord[] = [];
  for (const run of runs) {
    records.push(await trainOne(run, `run-${records.length + 1}`, registry, backend));
    onRun(records.length, result.progress.total);
  }
  return {
    spec: experiment.spec,
    specHash: await specHash(experiment.spec),
    backend,
    result: planExperiment(experiment, registry, records).result,
    seconds: (performance.now() - began) / 1000,
  };
}

async function trainOne(
  { spec }: PlannedRun,
  id: string,
  registry: Registry,
  backend: SelectedBackend,
): Promise<PlanRecord> {
  const experiment = requireExperiment(spec, registry);
  const layers: LayersEvent[] = [];
  const epochMs: number[] = [];
  const seen: { started?: StartedEvent } = {};
  const facts = (status: PlanRecord['status']) => ({
    id,
    run: spec.run,
    status,
    testMetrics: null,
    report: null,
    numWeights: seen.started?.numWeights ?? null,
    numExamples: seen.started?.numExamples ?? null,
  });
  try {
    const { setup } = await prepareTraining(experiment, registry, backend);
    const { event, history, judged } = await train(setup, {
      observeLayers: true,
      listener: {
        progress: (each) => {
          if (each.type === 'started') seen.started = each;
        },
        epoch: ({ durationMs }, _files, { layers: look }) => {
          epochMs.push(durationMs);
          if (look !== undefined) layers.push(look);
          return Promise.resolve();
        },
      },
    });
    return {
      ...facts('done'),
      bestEpoch: event.bestEpoch,
      bestMetrics: event.bestMetrics,
      course: {
        rows: history,
        epochMs,
        layers,
        stepsPerEpoch: seen.started?.stepsPerEpoch ?? null,
        plannedEpochs: spec.training.epochs,
      },
      predictions: judged.validation === undefined ? {} : { validation: judged.validation.predictions },
    };
  } catch (error) {
    // A training that diverges is an outcome; anything else is a fault of this program.
    if (!isConvlabError(error)) throw error;
    return { ...facts('failed'), bestEpoch: null, bestMetrics: null };
  }
}
