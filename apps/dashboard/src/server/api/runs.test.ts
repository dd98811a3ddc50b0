import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryHistory } from '../data/memory-history.ts';
import { appRouter } from './router.ts';

const FILE = new URL('../../../../../examples/digits.json', import.meta.url);
const example = JSON.parse(await readFile(FILE, 'utf8')) as Record<string, never>;
const short = { ...example, training: { batchSize: 64, epochs: 2 } };
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-api-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 1 });
});
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const api = () => appRouter.createCaller({ workbench, report: () => undefined });

async function ended(id: string) {
  for (;;) {
    const { run, epochs } = await api().runs.get({ id });
    if (run.finishedAt !== null && run.status !== 'queued') return { run, epochs };
    await sleep(50);
  }
}

/* What was tracked: its place, then the data. */
const dataOf = ({ value }: { readonly value?: unknown }) => (value as readonly unknown[])[1];

it('the memory of the server is told with that of its trainings, the oldest first', async () => {
  expect((await api().system.memory()).samples).toEqual([]);
  const memory = new MemoryHistory(workbench.worker);
  const caller = appRouter.createCaller({ workbench, report: () => undefined, memory });
  await expect.poll(async () => (await caller.system.memory()).samples.length).toBe(1);
  memory.stop();
  const { samples, totalBytes } = await caller.system.memory();
  expect(samples[0]).toMatchObject({ trainings: 0, trainingBytes: 0 });
  expect(samples[0]?.serverBytes).toBeGreaterThan(50 * 2 ** 20);
  expect(samples[0]?.freeBytes).toBeLessThan(totalBytes);
});

describe('runs', { timeout: 120_000 }, () => {
  it('go on after their end, and start anew from their best weights', async () => {
    const { runId, experimentId } = await api().experiments.launch({ spec: short, project: 'digits' });
    const first = await ended(runId);
    expect(first.epochs).toHaveLength(2);

    expect(await api().runs.continue({ id: runId, epochs: 1 })).toEqual({ plannedEpochs: 3 });
    const longer = await ended(runId);
    expect(longer.run).toMatchObject({ status: 'finished', plannedEpochs: 3, project: 'digits' });
    expect(longer.epochs.slice(0, 2)).toEqual(first.epochs);
    expect(longer.epochs).toHaveLength(3);

    // What it held is kept as curves, also of the process that went on: from the second epoch on it is as many tensors.
    const held = async (name: string) => (await api().runs.curve({ id: runId, name })).buckets;
    const settled = (await held('tensors')).filter(
      ({ lastStep }) => lastStep > (longer.epochs[0]?.step ?? 0),
    );
    expect(settled.length).toBeGreaterThan(1);
    expect(new Set(settled.map(({ last }) => last)).size).toBe(1);
    const [values, whole] = [await held('tensorBytes'), await held('residentBytes')];
    expect(values.length).toBe(whole.length);
    expect(whole.at(-1)?.last).toBeGreaterThan(50 * 2 ** 20);
    // At least the weights and those of the best epoch, in float32.
    expect(values.at(-1)?.last).toBeGreaterThan(2 * 4 * (longer.run.numWeights ?? NaN));

    const fork = await api().runs.fork({ id: runId, spec: { ...short, seed: 2 } });
    expect(fork.experimentId).not.toBe(experimentId);
    const forked = await ended(fork.runId);
    expect(forked.run).toMatchObject({ status: 'finished', forkedFrom: runId, seed: 2, project: 'digits' });
    // It begins where the other was, not where a fresh network does.
    const lossOf = ({ epochs }: typeof first) => epochs[0]?.metrics['validation/loss'] as number;
    expect(lossOf(forked)).toBeLessThan(lossOf(first) / 2);
  });

  it('refuse to fork into another network, and to continue while they wait', async () => {
    const { items } = await api().runs.list({ limit: 1 });
    const id = items[0]?.id ?? '';
    const other = { ...short, network: { architecture: { id: 'mlp', hidden: [3] } } };
    await expect(api().runs.fork({ id, spec: other })).rejects.toMatchObject({
      cause: { code: 'E_RUN_FORK', path: ['network'] },
    });
    await expect(api().runs.fork({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are listed with their verdict, renamed, tagged, archived and deleted', async () => {
    const { items } = await api().runs.list({ sort: { by: 'best', direction: 'ascending' } });
    expect(items).toHaveLength(2);
    const [{ id, report }] = items as [(typeof items)[0]];
    expect(report?.verdict).toBeTypeOf('string');
    await api().runs.update({ id, name: ' renamed ', tags: ['good'], notes: 'a note' });
    expect((await api().runs.get({ id })).run).toMatchObject({ name: 'renamed', notes: 'a note' });
    expect((await api().runs.list({ tags: ['good'] })).items.map((run) => run.id)).toEqual([id]);
    expect((await api().runs.facets()).tags).toContain('good');
    await api().runs.archive({ ids: [id] });
    expect((await api().runs.list({})).items).toHaveLength(1);
    expect((await api().runs.list({ archived: true })).items).toHaveLength(1);
    await api().runs.remove({ ids: [id] });
    await expect(api().runs.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that were renamed or put away, and experiments that were annotated, reach every open list', async () => {
    const { items } = await api().runs.list({ limit: 1 });
    const id = items[0]?.id ?? '';
    const control = new AbortController();
    const caller = appRouter.createCaller(
      { workbench, report: () => undefined, updateMs: 1 },
      { signal: control.signal },
    );
    const changes = await caller.runs.changes({ lastEventId: await workbench.store.live.now() });
    const heard = changes[Symbol.asyncIterator]();
    const next = async () => dataOf(await heard.next());
    // Whoever comes again may have missed what is told only once.
    expect(await next()).toMatchObject({ runs: [], missed: true });
    await api().runs.update({ id, name: 'another name' });
    expect(await next()).toMatchObject({
      runs: [{ id, name: 'another name', archived: false }],
      missed: false,
    });
    await api().runs.archive({ ids: [id] });
    expect(await next()).toMatchObject({ runs: [{ id, archived: true }] });
    await api().runs.archive({ ids: [id], archived: false });
    expect(await next()).toMatchObject({ runs: [{ id, archived: false }] });
    const experimentId = items[0]?.experimentId ?? '';
    await api().experiments.update({ id: experimentId, notes: 'seen' });
    expect(await next()).toMatchObject({ runs: [], removed: [], experiments: [experimentId] });
    control.abort();
  });

  it('of an experiment are shown, stopped and moved together', async () => {
    const { experimentId, runId } = await api().experiments.launch({
      spec: { ...short, training: { epochs: 5000 } },
    });
    expect((await api().experiments.stop({ id: experimentId })).runs).toBe(1);
    expect((await ended(runId)).run.status).toBe('stopped');
    await api().experiments.update({ id: experimentId, project: 'elsewhere', tags: ['t'] });
    const { experiment, runs } = await api().experiments.get({ id: experimentId });
    expect(experiment).toMatchObject({ project: 'elsewhere', tags: ['t'], runCounts: { stopped: 1 } });
    expect(runs).toMatchObject([{ id: runId, project: 'elsewhere' }]);
    expect((await api().experiments.list({ project: 'elsewhere' })).items).toHaveLength(1);
    await expect(api().experiments.get({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that cannot fit into memory are refused with the numbers', async () => {
    const huge = {
      ...short,
      network: { architecture: { id: 'mlp', hidden: [10_000] } },
      training: { batchSize: 1_000_000 },
    };
    await expect(api().experiments.launch({ spec: huge })).rejects.toMatchObject({
      cause: { code: 'E_MEMORY' },
    });
  });
});
