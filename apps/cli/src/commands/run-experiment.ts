import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  specHash,
  type ExperimentKind,
  type ExperimentResult,
  type ResolvedExperiment,
} from '@convlab/experiments';
import type { Store } from '@convlab/store';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import type { ExperimentProgress } from '../output/experiment-progress.ts';
import type { JsonOption } from '../output/print.ts';

/** Where and how an experiment of many runs is run. */
export interface ExperimentRunOptions {
  /** A data folder to keep it in; a temporary one when left out. */
  readonly store?: string;
  /** Runs at a time; one per core when left out. */
  readonly slots?: number;
}

/** What `convlab run --json` prints of an experiment of many runs. */
export interface ExperimentOutput {
  readonly name: string;
  /** Identity of the complete experiment; runs with the same hash give the same numbers. */
  readonly specHash: string;
  readonly kind: ExperimentKind;
  /** In the data folder, when one was given. */
  readonly experimentId: string;
  readonly interrupted: boolean;
  readonly result: ExperimentResult;
  readonly durationMs: number;
}

const LOOK_EVERY_MS = 250;

/**
 * Runs an experiment through a store of its own, or the folder that was given; see {@link runInWorkbench}.
 */
export async function runInStore(
  experiment: ResolvedExperiment,
  options: ExperimentRunOptions,
  progress: ExperimentProgress,
  signal: AbortSignal,
): Promise<ExperimentOutput> {
  return withWorkbench(options, (workbench) => runInWorkbench(workbench, experiment, progress, signal));
}

/** Opens a workbench in the folder that was given, or in a temporary one, and closes it when `work` is done. */
export async function withWorkbench<T>(
  options: ExperimentRunOptions,
  work: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const temporary = options.store === undefined ? await mkdtemp(join(tmpdir(), 'convlab-run-')) : undefined;
  const slots = options.slots ?? availableParallelism();
  try {
    const location = { dataDir: temporary ?? resolve(options.store ?? '') };
    const workbench = await openWorkbench({ location, folder: process.cwd(), slots });
    try {
      return await work(workbench);
    } finally {
      await workbench.close();
    }
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Runs an experiment, several runs at a time, until all is done or `signal` is aborted.
 *
 * It goes on with an experiment of the same specification that is not finished; a finished one is shown as it is.
 */
export async function runInWorkbench(
  workbench: Workbench,
  { spec }: Pick<ResolvedExperiment, 'spec'>,
  progress: ExperimentProgress,
  signal: AbortSignal,
): Promise<ExperimentOutput> {
  const began = performance.now();
  try {
    const hash = await specHash(spec);
    const experimentId = await resumeOrLaunch(workbench, spec, hash);
    const result = await follow(workbench.store, experimentId, progress, signal);
    return {
      name: spec.name ?? '',
      specHash: hash,
      kind: result.kind,
      experimentId,
      interrupted: signal.aborted && result.status === 'running',
      result,
      durationMs: performance.now() - began,
    };
  } finally {
    progress.stop();
  }
}

/** Says on standard error how to go on with what was interrupted, when a folder keeps it. */
export function sayHowToGoOn({ store, json }: Pick<ExperimentRunOptions, 'store'> & JsonOption): void {
  if (store === undefined || json === true) return;
  process.stderr.write('The same command goes on with what is missing.\n');
}

/** The experiment of this specification that the store has, halted or not; a new one otherwise. */
async function resumeOrLaunch({ store, launch }: Workbench, spec: object, hash: string): Promise<string> {
  const { items } = await store.experiments.list({ specHash: hash, limit: 1 });
  const [known] = items;
  if (known === undefined) return (await launch(spec)).id;
  await store.experiments.resume(known.id);
  return known.id;
}

async function follow(
  store: Store,
  id: string,
  progress: ExperimentProgress,
  signal: AbortSignal,
): Promise<ExperimentResult> {
  for (;;) {
    const experiment = await store.experiments.require(id);
    const result = experiment.result as ExperimentResult;
    const { items } = await store.runs.list({ experimentId: id, status: 'running', limit: 100 });
    progress.update(result, items);
    if (result.status !== 'running' || signal.aborted) return result;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
