import { hostname } from 'node:os';
import type { Registry } from '@convlab/core';
import type { RunPace, Store } from '@convlab/store';
import type { MeasuredRun } from '../../planning/expected-time.ts';
import { worksOf, type RunWork } from './run-works.ts';

/* So many of the newest runs say how fast this machine is … */
const MAX_RUNS = 200;
/* … in trainings of so many kinds, as each of these is built once to count its multiply–adds. */
const MAX_WORKS = 48;

/**
 * The newest runs that trained as the next one will, on the machines whose workers are alive and with the backend and threads of the
 * newest of them, with the work of their epochs and how long these took. Newest first; costs the same however many runs there are.
 */
export async function measuredRuns(store: Store, registry: Registry): Promise<MeasuredRun[]> {
  const [paces, workers] = await Promise.all([store.runs.paces(MAX_RUNS), store.workers.list()]);
  const elsewhere = strangers(workers);
  const here = paces.filter(({ worker }) => !elsewhere.has(worker ?? ''));
  const [newest] = here;
  const alike = here.filter(
    ({ backend, threads }) => backend === newest?.backend && threads === newest.threads,
  );
  const examples = examplesOf(alike);
  const works = await worksOf(store, registry, [...examples.values()]);
  return alike.flatMap((pace) => measured(pace, works.get(examples.get(pace.workKey) ?? '') ?? null));
}

type Workers = Awaited<ReturnType<Store['workers']['list']>>;

/** The workers of machines on which nothing trains now. */
function strangers(workers: Workers): ReadonlySet<string> {
  const training = workers.filter(({ alive, slots }) => alive && slots > 0).map(({ host }) => host);
  const hosts = new Set(training.length > 0 ? training : [hostname()]);
  return new Set(workers.filter(({ host }) => !hosts.has(host)).map(({ id }) => id));
}

/** A run of each kind of work, of the newest kinds: the oldest of its runs, which stays the same while newer ones come. */
function examplesOf(paces: readonly RunPace[]): ReadonlyMap<string, string> {
  const newest = new Set([...new Set(paces.map(({ workKey }) => workKey))].slice(0, MAX_WORKS));
  return new Map(
    paces.filter(({ workKey }) => newest.has(workKey)).map(({ workKey, runId }) => [workKey, runId]),
  );
}

function measured(pace: RunPace, work: RunWork | null): MeasuredRun[] {
  if (work === null) return [];
  const { msPerEpoch, msBesides, numTrain, stepsPerEpoch } = pace;
  const { key, multiplyAdds } = work;
  const batchSize = work.batchSize === 'full' ? numTrain : Math.min(work.batchSize, numTrain);
  return [{ key, multiplyAdds, numTrain, stepsPerEpoch, batchSize, msPerEpoch, msBesides }];
}
