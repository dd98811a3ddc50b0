import { hostname } from 'node:os';
import type { Registry } from '@convlab/core';
import type { RunSummary, Store } from '@convlab/store';
import type { MeasuredRun } from '../../planning/expected-time.ts';
import { worksOf, type RunWork } from './run-works.ts';

/* So many of the newest runs say how fast this machine is. */
const MAX_RUNS = 24;

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
  const works = await worksOf(
    store,
    registry,
    here.map(({ id }) => id),
  );
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
