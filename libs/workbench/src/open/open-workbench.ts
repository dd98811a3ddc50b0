import { availableParallelism } from 'node:os';
import type { Registry } from '@convlab/core';
import { requireExperiment, specHash } from '@convlab/experiments';
import {
  openStore,
  startWorker,
  type CreatedExperiment,
  type Store,
  type StoreLocation,
  type StoreLogger,
  type Worker,
} from '@convlab/store';
import { loadRegistry, type PluginProblem } from '../registry/load-registry.ts';

/** How to open a workbench. */
export interface WorkbenchOptions {
  /** Where the data lies: a folder, or a PostgreSQL server. */
  readonly location: StoreLocation;
  /** The folder whose `convlab.config.ts` lists third-party plugins. */
  readonly folder: string;
  /** Trainings at a time; one per core when left out, none with 0. */
  readonly slots?: number;
  readonly logger?: StoreLogger;
}

/** One installation at work: its plugins, its store, and a worker loop that trains. */
export interface Workbench {
  readonly registry: Registry;
  /** Plugins that could not be loaded; everything else is there. */
  readonly problems: readonly PluginProblem[];
  readonly store: Store;
  readonly worker: Worker;
  /**
   * Stores an experiment with its runs and queues them.
   *
   * @throws {ConvlabError} E_SPEC_…, E_PLUGIN_…, E_CONFIG_…, E_SHAPE_…, with the path of the first fault
   */
  launch(written: unknown): Promise<CreatedExperiment>;
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
  const logging = logger === undefined ? {} : { logger };
  const { registry, problems } = await loadRegistry(folder);
  const store = await openStore(location, logging);
  const worker = await startWorker({ store, slots, child: trainingChild(), ...logging });
  return {
    registry,
    problems,
    store,
    worker,
    launch: (written) => launch(store, registry, written),
    close: async () => {
      await worker.stop();
      await store.close();
    },
  };
}

async function launch(store: Store, registry: Registry, written: unknown): Promise<CreatedExperiment> {
  const { spec } = requireExperiment(written, registry);
  const name = spec.name ?? '';
  return store.experiments.create({
    name,
    kind: 'single',
    spec,
    specHash: await specHash(spec),
    runs: [{ name, spec, plannedEpochs: spec.training.epochs, seed: spec.seed }],
  });
}

/** How a training process is started: from the sources in the repository, from the build in a published package. */
function trainingChild(): { module: URL; execArgv: readonly string[] } {
  const fromSource = import.meta.url.endsWith('.ts');
  const module = new URL(`../training-process/training-process.${fromSource ? 'ts' : 'js'}`, import.meta.url);
  return { module, execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [] };
}
