/**
 * Measures how much more two workers train than one, each with one slot, on the PostgreSQL server that CONVLAB_TEST_POSTGRES_URL
 * names; fails below 1.8 times. `throughput.ts [runs]`; needs a machine with two idle cores.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '../src/open/open-workbench.ts';

const WANTED_RATIO = 1.8;
const numRuns = Number(process.argv[2] ?? 6);
const databaseUrl = process.env['CONVLAB_TEST_POSTGRES_URL'];
if (databaseUrl === undefined) throw new Error('CONVLAB_TEST_POSTGRES_URL is not set.');

const example = JSON.parse(
  await readFile(new URL('../../../examples/digits.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const spec = { ...example, training: { batchSize: 32, epochs: 100 } };

async function startWorker(url: string): Promise<ChildProcess> {
  const worker = fork(new URL('./worker.ts', import.meta.url), [url, '1'], { execArgv: ['--import', 'tsx'] });
  await once(worker, 'message');
  return worker;
}

/** Has some workers train, and gives the runs they finish in an hour. */
async function measure(workbench: Workbench, url: string, numWorkers: number): Promise<number> {
  const workers = await Promise.all(Array.from({ length: numWorkers }, () => startWorker(url)));
  try {
    const ids: string[] = [];
    for (let run = 0; run < numRuns; run += 1) ids.push(...(await workbench.launch(spec)).runIds);
    for (;;) {
      await sleep(250);
      const runs = await workbench.store.runs.getMany(ids);
      if (runs.some(({ finishedAt }) => finishedAt === null)) continue;
      const started = Math.min(...runs.map(({ startedAt }) => startedAt?.getTime() ?? Infinity));
      const ended = Math.max(...runs.map(({ finishedAt }) => finishedAt?.getTime() ?? 0));
      if (runs.some(({ status }) => status !== 'finished')) throw new Error('A run did not finish');
      console.log(
        `${numWorkers} ${numWorkers === 1 ? 'worker ' : 'workers'}: ${numRuns} runs in ${(ended - started) / 1000} s`,
      );
      return (numRuns / (ended - started)) * 3_600_000;
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

const workbench = await openWorkbench({ location: { databaseUrl }, folder: process.cwd(), slots: 0 });
try {
  const one = await measure(workbench, databaseUrl, 1);
  const two = await measure(workbench, databaseUrl, 2);
  const ratio = two / one;
  console.log(`two workers finish ${ratio.toFixed(2)} times as many runs as one`);
  if (ratio < WANTED_RATIO) process.exitCode = 1;
} finally {
  await workbench.close();
}
