/**
 * Measures how much more two workers train than one, each with one slot, on the PostgreSQL server that CONVLAB_TEST_POSTGRES_URL
 * names; fails below 1.8 times. `throughput.ts [runs]`; needs a machine with two idle cores.
 *
 * Two processes that train side by side share the memory's bandwidth and the clock of the processor. What that costs is measured
 * with processes that train the same without a queue, so that the rest is what execution costs.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '../src/open/open-workbench.ts';

const WANTED_RATIO = 1.8;
const numRuns = Number(process.argv[2] ?? 2);
const databaseUrl = process.env['CONVLAB_TEST_POSTGRES_URL'];
if (databaseUrl === undefined) throw new Error('CONVLAB_TEST_POSTGRES_URL is not set.');

/**
 * A network and a length that a person would wait for: the start of a process, 2 s, is about a hundredth of it. The feature
 * maps of 16 images fit the second cache of a core; those of 64 do not, and two processes then wait for the same memory.
 */
const spec = {
  version: 1,
  name: 'Throughput',
  data: { set: 'fashion-mnist-mini' },
  network: { architecture: 'cifar-resnet', config: { depth: 20 } },
  optimizer: { id: 'adam', learningRate: 0.002 },
  training: { batchSize: 16, epochs: 6 },
  seed: 1,
};

function start(module: URL, args: readonly string[]): ChildProcess {
  return fork(module, args, { execArgv: ['--import', 'tsx'] });
}

/** Trains one epoch in processes without a queue; the mean time of one in ms. */
async function trainAlone(numProcesses: number): Promise<number> {
  const times = await Promise.all(
    Array.from({ length: numProcesses }, async () => {
      const alone = start(new URL('./train-alone.ts', import.meta.url), []);
      alone.send({ ...spec, training: { ...spec.training, epochs: 1 } });
      const [ms] = (await once(alone, 'message')) as [number];
      return ms;
    }),
  );
  const mean = times.reduce((sum, ms) => sum + ms, 0) / numProcesses;
  console.log(
    `${numProcesses} without a queue: an epoch ${numProcesses === 1 ? '' : 'each '}in ${(mean / 1000).toFixed(1)} s`,
  );
  return mean;
}

async function startWorker(url: string): Promise<ChildProcess> {
  const worker = start(new URL('./worker.ts', import.meta.url), [url, '1']);
  await once(worker, 'message');
  return worker;
}

/** Has some workers train; the time per run in ms, from the start of the first to the end of the last. */
async function trainQueued(workbench: Workbench, url: string, numWorkers: number): Promise<number> {
  const workers = await Promise.all(Array.from({ length: numWorkers }, () => startWorker(url)));
  try {
    const ids: string[] = [];
    for (let run = 0; run < numRuns; run += 1) ids.push(...(await workbench.launch(spec)).runIds);
    for (;;) {
      await sleep(1_000);
      const runs = await workbench.store.runs.getMany(ids);
      if (runs.some(({ finishedAt }) => finishedAt === null)) continue;
      if (runs.some(({ status }) => status !== 'finished')) throw new Error('A run did not finish');
      const started = Math.min(...runs.map(({ startedAt }) => startedAt?.getTime() ?? Infinity));
      const ended = Math.max(...runs.map(({ finishedAt }) => finishedAt?.getTime() ?? 0));
      console.log(
        `${numWorkers} ${numWorkers === 1 ? 'worker' : 'workers'}: ${numRuns} runs in ${(ended - started) / 1000} s`,
      );
      return (ended - started) / numRuns;
    }
  } finally {
    await Promise.all(
      workers.map((worker) => {
        const gone = once(worker, 'exit');
        worker.disconnect();
        return gone;
      }),
    );
  }
}

const most = (2 * (await trainAlone(1))) / (await trainAlone(2));
console.log(`two processes train ${most.toFixed(2)} times as much as one`);

const workbench = await openWorkbench({ location: { databaseUrl }, folder: process.cwd(), slots: 0 });
try {
  const ratio =
    (await trainQueued(workbench, databaseUrl, 1)) / (await trainQueued(workbench, databaseUrl, 2));
  console.log(`two workers finish ${ratio.toFixed(2)} times as many runs as one`);
  if (ratio < WANTED_RATIO) process.exitCode = 1;
} finally {
  await workbench.close();
}
