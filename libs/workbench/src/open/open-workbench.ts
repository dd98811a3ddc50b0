import { availableParallelism } from 'node:os';
import type { Registry } from '@convlab/core';
import {
  experimentKind,
  planExperiment,
  requireExperiment,
  requireSplits,
  specHash,
} from '@convlab/experiments';
import {
  openStore,
  startWorker,
  type CreatedExperiment,
  type Store,
  type StoreLocation,
  type StoreLogger,
  type Worker,
} from '@convlab/store';
import { enableProdMode } from '@tensorflow/tfjs';
import { continueRun } from '../actions/continue-run.ts';
import { SLOTS_VARIABLE } from '../backend/run-threads.ts';
import { forkRun, type Fork } from '../actions/fork-run.ts';
import { fetchDataSets } from '../data-sets/fetch-data-sets.ts';
import { shareDataSets, type SharingProgress } from '../data-sets/share-data-sets.ts';
import { memoryLimit, requireMemory } from '../memory/require-memory.ts';
import { experimentPlanner, outcomeOf } from '../plan/experiment-planner.ts';
import { loadRegistry, type PluginProblem } from '../registry/load-registry.ts';

/** How to open a workbench. */
export interface WorkbenchOptions {
  /** Where the data lies: a folder, or a PostgreSQL server. */
  readonly location: StoreLocation;
  /** The folder whose `convlab.config.ts` lists third-party plugins. */
  readonly folder: string;
  /** Trainings at a time; one per core when left out, none with 0. */
  readonly slots?: number;
  /** Resident memory at which a training is ended, in MiB; nine tenths of what there is when left out. */
  readonly memoryLimitMb?: number;
  readonly logger?: StoreLogger;
}

/** Where a new experiment belongs. */
export interface LaunchPlace {
  /** @defaultValue 'default' */
  readonly project?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
}

/** What a launch is at: files are fetched, the data divided, and the user's files stored for other machines. */
export type LaunchProgress =
  { readonly stage: 'fetching' } | { readonly stage: 'dividing' } | SharingProgress;

/** One installation at work: its plugins, its store, and a worker loop that trains. */
export interface Workbench {
  readonly registry: Registry;
  /** Plugins that could not be loaded; everything else is there. */
  readonly problems: readonly PluginProblem[];
  readonly store: Store;
  readonly worker: Worker;
  /**
   * Stores an experiment with its first runs and queues them; further ones are planned as these end.
   *
   * @param report  hears what is done before that: it takes long where data are large
   * @throws {ConvlabError} E_SPEC_…, E_PLUGIN_…, E_CONFIG_…, E_SHAPE_…, with the path of the first fault; E_DATA_… when the data
   *   cannot be divided as an experiment of many runs says, or cannot be stored for other machines
   */
  launch(
    written: unknown,
    place?: LaunchPlace,
    report?: (progress: LaunchProgress) => void,
  ): Promise<CreatedExperiment>;
  /** Has the data sets of a stored experiment or run on this machine. See {@link fetchDataSets}. */
  fetchDataSets(spec: unknown): Promise<void>;
  /** See {@link continueRun}. */
  continueRun(id: string, epochs: number): Promise<{ readonly plannedEpochs: number }>;
  /** See {@link forkRun}. */
  forkRun(id: string, fork?: Fork): Promise<CreatedExperiment>;
  /** Gives back what is being trained and closes the store; it goes on at the next start. */
  close(): Promise<void>;
}

/**
 * Opens a workbench: loads the plugins, opens the store and starts the worker loop.
 *
 * @throws {ConvlabError} E_STORE_LOCKED when another process has the folder (it says which), E_STORE_…
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { location, folder, slots = availableParallelism(), logger } = options;
  const memoryLimitMb = options.memoryLimitMb ?? Math.floor((0.9 * memoryLimit()) / 2 ** 20);
  // This process only counts with TensorFlow.js; it need not hear how it would train faster.
  enableProdMode();
  const logging = logger === undefined ? {} : { logger };
  const { registry, problems } = await loadRegistry(folder);
  const store = await openStore(location, logging);
  const worker = await startWorker({
    store,
    slots,
    child: { ...trainingChild(), memoryLimitMb, env: { [SLOTS_VARIABLE]: String(slots) } },
    planner: experimentPlanner(store, registry),
    prepare: ({ spec, signal, report }) => fetchDataSets(store, registry, spec, { signal, report }),
    ...logging,
  });
  return {
    registry,
    problems,
    store,
    worker,
    launch: (written, place = {}, report = () => undefined) =>
      launch(store, registry, written, place, report),
    fetchDataSets: (spec) => fetchDataSets(store, registry, spec),
    continueRun: (id, epochs) => continueRun(store, registry, id, epochs),
    forkRun: (id, fork) => forkRun(store, registry, id, fork),
    close: async () => {
      await worker.stop();
      await store.close();
    },
  };
}

async function launch(
  store: Store,
  registry: Registry,
  written: unknown,
  place: LaunchPlace,
  report: (progress: LaunchProgress) => void,
): Promise<CreatedExperiment> {
  report({ stage: 'fetching' });
  await fetchDataSets(store, registry, written);
  const experiment = requireExperiment(written, registry);
  // On a server, machines differ: there each worker looks at its own memory when it takes the run.
  if (store.mode === 'embedded') requireMemory(experiment, registry);
  const kind = experimentKind(experiment.spec, registry);
  // A single run says itself what it cannot train on; many would all say the same.
  if (kind !== 'single') {
    report({ stage: 'dividing' });
    await requireSplits(experiment.spec, registry);
  }
  const { spec, dataSets } = await shareDataSets(store, registry, experiment.spec, report);
  const name = spec.name ?? '';
  return store.experiments.create({
    ...place,
    name,
    kind,
    spec,
    specHash: await specHash(spec),
    dataSets,
    planned: true,
    ...outcomeOf(planExperiment({ ...experiment, spec }, registry, []), name),
  });
}

/** How a training process is started: from the sources in the repository, from the build in a published package. */
function trainingChild(): { module: URL; execArgv: readonly string[] } {
  const fromSource = import.meta.url.endsWith('.ts');
  const module = new URL(`../training-process/training-process.${fromSource ? 'ts' : 'js'}`, import.meta.url);
  return { module, execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [] };
}
