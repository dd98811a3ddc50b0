import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run, Store } from '@convlab/store';
import { databaseOf } from '@convlab/store/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkbench, type LaunchProgress, type Workbench } from '../open/open-workbench.ts';

const databaseUrl = process.env['CONVLAB_TEST_POSTGRES_URL'] ?? '';
const before = { ...process.env };

/* Images of 2 × 2 pixels, one of them dark, the other light. */
const IMAGES = {
  dark: 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQImWPgAgMGCAUAA1YAeZwYh1IAAAAASUVORK5CYII=',
  light:
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQImWP4AAYMEAoATs4LQaNgQ+cAAAAASUVORK5CYII=',
};

let folder = '';
let pets = '';
const opened: Workbench[] = [];
const workers: ChildProcess[] = [];

const open = async (
  location: { databaseUrl: string } | { dataDir: string },
  slots: number,
): Promise<Workbench> => {
  const workbench = await openWorkbench({ location, folder, slots });
  opened.push(workbench);
  return workbench;
};

/** A worker on another machine: a process with a data folder of its own. */
const startWorker = async (name: string): Promise<string> => {
  const home = join(folder, name);
  const worker = fork(new URL('../../test-support/worker.ts', import.meta.url), [databaseUrl, '1'], {
    execArgv: ['--import', 'tsx'],
    env: { ...before, CONVLAB_DATA: home },
  });
  workers.push(worker);
  await once(worker, 'message');
  return home;
};

const stopWorkers = async (): Promise<void> => {
  for (const worker of workers.splice(0)) {
    const gone = once(worker, 'exit');
    worker.disconnect();
    await gone;
  }
};

const ended = async ({ runs }: Store, id: string): Promise<Run> => {
  for (;;) {
    const run = await runs.require(id);
    if (['finished', 'failed', 'stopped'].includes(run.status)) return run;
    await sleep(50);
  }
};

/** All runs of an experiment, when none of them is under way or still to be made. */
const allEnded = async ({ runs, experiments }: Store, id: string): Promise<Run[]> => {
  for (;;) {
    const { result } = await experiments.require(id);
    const { items } = await runs.list({ experimentId: id });
    if ((result as { status: string }).status !== 'running') return runs.details(items.map((run) => run.id));
    await sleep(100);
  }
};

const curve = async ({ runs }: Store, id: string) => (await runs.epochs(id)).map(({ metrics }) => metrics);

const experiment = (set: object) => ({
  version: 1,
  data: { set },
  network: { architecture: 'mlp', config: { hidden: [4] } },
  training: { batchSize: 4, epochs: 3 },
  seed: 3,
});

const petsExperiment = () => experiment({ id: 'image-folder', path: pets, height: 2, width: 2 });

const launch = async (workbench: Workbench, spec: object): Promise<string> =>
  (await workbench.launch(spec)).runIds[0] ?? '';

const checksumOf = async ({ runs }: Store, id: string): Promise<string> => {
  const { spec } = await runs.require(id);
  return (spec as { data: { set: { sha256: string } } }).data.set.sha256;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-shared-data-'));
  process.env['CONVLAB_DATA'] = join(folder, 'launcher');
  pets = join(folder, 'pets');
  for (const [name, image] of Object.entries(IMAGES)) {
    await mkdir(join(pets, name), { recursive: true });
    for (let i = 0; i < 20; i += 1)
      await writeFile(join(pets, name, `${i}.png`), Buffer.from(image, 'base64'));
  }
});

afterEach(async () => {
  await stopWorkers();
  for (const workbench of opened.splice(0)) await workbench.close();
  process.env = { ...before };
  await rm(folder, { recursive: true });
});

describe.skipIf(databaseUrl === '')('data sets on a server', { timeout: 120_000 }, () => {
  it('reach a worker that has none, which trains to the same numbers as a folder that does', async () => {
    const alone = await open({ dataDir: join(folder, 'store') }, 1);
    const local = await launch(alone, petsExperiment());
    expect(await ended(alone.store, local)).toMatchObject({ status: 'finished', error: null });

    const launcher = await open({ databaseUrl }, 0);
    const { store } = launcher;
    const id = await launch(launcher, petsExperiment());
    const again = await launch(launcher, petsExperiment());
    const sha256 = await checksumOf(store, id);
    const uses = (await store.dataSets.list()).filter((set) => set.sha256 === sha256);
    expect(uses).toMatchObject([{ numExperiments: 2, numRuns: 2 }]);
    await rename(pets, `${pets}-elsewhere`);
    const home = await startWorker('worker');
    for (const run of [id, again])
      expect(await ended(store, run)).toMatchObject({ status: 'finished', error: null });
    expect(await curve(store, id)).toEqual(await curve(alone.store, local));
    expect(await readdir(join(home, 'by-sha256'))).toEqual([sha256]);
    const events = await store.live.eventsAfter(id, 0);
    const { byteLength: totalBytes } = uses[0] ?? { byteLength: 0 };
    expect(events.map(({ event }) => event).filter(({ type }) => type === 'data')).toEqual([
      { type: 'data', sha256, receivedBytes: 0, totalBytes },
      { type: 'data', sha256, receivedBytes: totalBytes, totalBytes },
    ]);

    // A dashboard on a third machine.
    process.env['CONVLAB_DATA'] = join(folder, 'third');
    const third = await open({ databaseUrl }, 0);
    const { spec } = await store.runs.require(id);
    const { set } = (spec as ReturnType<typeof petsExperiment>).data;
    await Promise.all([third.fetchDataSets(spec), third.fetchDataSets(set)]);
    expect((await third.registry.create('data-set', set as { id: string }).load()).length).toBe(40);
    const child = await third.forkRun(id);
    expect(await checksumOf(store, child.runIds[0] ?? '')).toBe(sha256);
    expect(await ended(store, child.runIds[0] ?? '')).toMatchObject({ status: 'finished' });
  });

  it('are there for every data set that candidates and a search make by single settings', async () => {
    const other = join(folder, 'other');
    await cp(pets, other, { recursive: true });
    const more = (place: string, kind: keyof typeof IMAGES) =>
      writeFile(join(place, kind, '20.png'), Buffer.from(IMAGES[kind], 'base64'));
    await Promise.all([more(pets, 'light'), more(other, 'dark')]);
    const launcher = await open({ databaseUrl }, 0);
    const { store } = launcher;
    const heard: LaunchProgress[] = [];
    const { id } = await launcher.launch(
      {
        ...petsExperiment(),
        training: { batchSize: 4, epochs: 1 },
        selection: {
          candidates: [
            { name: 'pets', set: {} },
            { name: 'other', set: { 'data.set.path': other } },
          ],
        },
        search: {
          strategy: { id: 'grid', points: 2 },
          space: {
            'data.set.path': { choice: [other] },
            'data.set.height': { integer: [2, 3] },
          },
        },
      },
      {},
      (progress) => heard.push(progress),
    );
    const sumOf = async (path: string): Promise<string> => {
      const { files } = launcher.registry.create('data-set', { id: 'image-folder', path });
      return (await files?.digest())?.sha256 ?? '';
    };
    const sums: Record<string, string> = { [pets]: await sumOf(pets), [other]: await sumOf(other) };
    expect(new Set(Object.values(sums)).size).toBe(2);
    // Each is read once, however many data sets are made of it.
    expect(heard.filter(({ stage }) => stage === 'reading')).toHaveLength(2);
    expect(heard.map(({ stage }) => stage)).toContain('dividing');
    for (const path of [pets, other]) {
      const told = heard.flatMap((each) => (each.stage === 'storing' && each.path === path ? [each] : []));
      expect(told[0]).toMatchObject({ storedBytes: 0 });
      expect(told.at(-1)?.storedBytes).toBe(told[0]?.totalBytes);
    }

    for (const place of [pets, other]) await rename(place, `${place}-elsewhere`);
    const home = await startWorker('worker');
    const runs = await allEnded(store, id);
    expect(runs.map(({ status, error }) => [status, error])).toEqual(runs.map(() => ['finished', null]));
    // Two candidates, two trials, and the last training.
    expect(runs).toHaveLength(5);
    for (const { spec } of runs) {
      const { data } = spec as { data: { set: { path: string; sha256: string } } };
      expect(data.set.sha256).toBe(sums[data.set.path]);
      expect(data).not.toHaveProperty('checksums');
    }
    expect((await readdir(join(home, 'by-sha256'))).toSorted()).toEqual(Object.values(sums).toSorted());
  });

  it('are refused where they are damaged on the way', async () => {
    const launcher = await open({ databaseUrl }, 0);
    const { store } = launcher;
    await writeFile(join(pets, 'dark', '0.png'), Buffer.from(IMAGES.light, 'base64'));
    const id = await launch(launcher, petsExperiment());
    const sha256 = await checksumOf(store, id);
    await rename(pets, `${pets}-elsewhere`);
    await databaseOf(store).db.execute(
      `UPDATE convlab.data_set_chunks SET data = set_byte(data, 700, 255 - get_byte(data, 700)) WHERE sha256 = '${sha256}'`,
    );
    const home = await startWorker('damaged');
    expect((await ended(store, id)).error).toMatchObject({ code: 'E_DATA_CHECKSUM' });
    // Who plans may be fetching them as well.
    await expect.poll(() => readdir(join(home, 'by-sha256'))).toEqual([]);
  });

  it('are checked at the launch: what the experiment names, what there is, and how large it is', async () => {
    const launcher = await open({ databaseUrl }, 0);
    const sha256 = '0'.repeat(64);
    const named = experiment({ id: 'image-folder', path: pets, sha256 });
    await expect(launcher.launch(named)).rejects.toMatchObject({ code: 'E_DATA_CHECKSUM' });
    const nowhere = experiment({ id: 'image-folder', path: join(folder, 'nowhere'), sha256 });
    await expect(launcher.launch(nowhere)).rejects.toMatchObject({
      code: 'E_DATA_MISSING',
      hint: expect.stringContaining('from a machine that has the files') as string,
    });
    const table = join(folder, 'table.csv');
    await writeFile(table, `size,kind\n${'1,cat\n2,dog\n'.repeat(100_000)}`);
    const large = experiment({ id: 'csv', path: table });
    process.env['CONVLAB_DATA_LIMIT_MB'] = '1';
    await expect(launcher.launch(large)).rejects.toMatchObject({ code: 'E_DATA_SIZE' });
    process.env['CONVLAB_DATA_LIMIT_MB'] = '0';
    const { runIds } = await launcher.launch(large);
    expect(await checksumOf(launcher.store, runIds[0] ?? '')).toBeUndefined();
    await launcher.store.runs.stop(runIds[0] ?? '');
  });
});
