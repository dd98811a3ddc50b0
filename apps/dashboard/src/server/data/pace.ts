import { hostname } from 'node:os';
import { resolveExperiment } from '@convlab/experiments';
import { describeNetwork } from '@convlab/inspection/describe-network';
import type { Registry } from '@convlab/core';
import type { RunSummary, Store } from '@convlab/store';
import type { MeasuredRun } from '../../planning/expected-time.ts';

/* So many of the newest runs say how fast this machine is. */
const MAX_RUNS = 24;
const MAX_KNOWN = 1000;

/** What a run's specification says of its work. */
interface RunWork {
  readonly multiplyAdds: number;
  readonly batchSize: number | 'full';
}

/** Of runs that were asked before, by run; `null` where the network cannot be built any more. */
const known = new WeakMap<Store, Map<string, RunWork | null>>();

/** The newest finished runs of this machine with the work of their epochs and how long these took. */
export async function measuredRuns(store: Store, registry: Registry): Promise<MeasuredRun[]> {
  const [{ items }, workers] = await Promise.all([
    store.runs.list({ status: ['finished', 'stopped-early', 'stopped'], limit: MAX_RUNS }),
    store.workers.list(),
  ]);
  const elsewhere = new Set(workers.filter(({ host }) => host !== hostname()).map(({ id }) => id));
  const here = items.filter(
    ({ epoch, durationMs, started, worker }) =>
      epoch > 0 && durationMs > 0 && started !== null && !elsewhere.has(worker ?? ''),
  );
  const works = await worksOf(store, registry, here);
  return here.flatMap((run) => measured(run, works.get(run.id) ?? null));
}

function measured({ started, durationMs, epoch }: RunSummary, work: RunWork | null): MeasuredRun[] {
  if (started === null || work === null) return [];
  const { stepsPerEpoch, numExamples } = started;
  const numTrain = numExamples.train;
  const batchSize = work.batchSize === 'full' ? numTrain : Math.min(work.batchSize, numTrain);
  return [
    { multiplyAdds: work.multiplyAdds, numTrain, stepsPerEpoch, batchSize, msPerEpoch: durationMs / epoch },
  ];
}

async function worksOf(
  store: Store,
  registry: Registry,
  runs: readonly RunSummary[],
): Promise<ReadonlyMap<string, RunWork | null>> {
  const cache = known.get(store) ?? new Map<string, RunWork | null>();
  known.set(store, cache);
  const missing = runs.filter(({ id }) => !cache.has(id)).map(({ id }) => id);
  if (cache.size + missing.length > MAX_KNOWN) cache.clear();
  for (const { id, spec } of missing.length === 0 ? [] : await store.runs.details(missing))
    cache.set(id, workOf(spec, registry));
  return cache;
}

function workOf(written: unknown, registry: Registry): RunWork | null {
  const resolved = resolveExperiment(written, registry);
  if (!resolved.ok) return null;
  const { network, spec } = resolved.value;
  return {
    multiplyAdds: describeNetwork(network).totals.training.multiplyAdds,
    batchSize: spec.training.batchSize,
  };
}
