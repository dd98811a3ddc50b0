import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExperimentResult } from '@convlab/experiments';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../open/open-workbench.ts';

const TIMEOUT_MS = 240_000;
const small = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [16] } },
  training: { epochs: 4 },
};

let folder = '';
let bench: Workbench | undefined;
const open = async (slots = 2): Promise<Workbench> =>
  (bench = await openWorkbench({ location: { dataDir: join(folder, 'data') }, folder, slots }));

const resultOf = async (id: string): Promise<ExperimentResult> =>
  (await bench?.store.experiments.get(id))?.result as ExperimentResult;

const waitFor = async (
  id: string,
  wanted: (result: ExperimentResult) => boolean,
): Promise<ExperimentResult> => {
  for (;;) {
    const result = await resultOf(id);
    if (wanted(result)) return result;
    await sleep(50);
  }
};

const runsOf = async (id: string) => (await bench!.store.runs.list({ experimentId: id })).items;

describe('an experiment of many runs', { timeout: TIMEOUT_MS }, () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-experiment-'));
  });
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('searches, cross-validates and combines, through the queue, from one specification', async () => {
    const { launch } = await open();
    const { id } = await launch({
      ...small,
      search: { id: 'random', trials: 2, space: { 'optimizer.learningRate': { logUniform: [1e-3, 1e-2] } } },
      protocol: { id: 'k-fold', folds: 2 },
      ensemble: { id: 'average', members: 2 },
    });
    const result = await waitFor(id, ({ status }) => status !== 'running');
    expect(result).toMatchObject({ version: 1, kind: 'ensemble', status: 'done' });
    expect(result.progress).toEqual({ total: 6, finished: 6, failed: 0 });
    const { folds, ensemble, search, chosen } = result;
    expect(search?.best?.values).toEqual(chosen);
    // All learning examples, each by the fold that did not train on it: 85 % of 1,797.
    expect(folds?.outOfFold?.numExamples).toBeCloseTo(0.85 * 1797, -1);
    const accuracy = folds?.metrics['validation/accuracy']?.mean ?? 0;
    expect(folds?.outOfFold?.metrics['accuracy']?.value).toBeCloseTo(accuracy, 2);
    expect(folds?.judgement?.counts).toBeDefined();
    expect(ensemble?.test?.comparison['accuracy']?.ensemble).toBeGreaterThan(0.7);
    const { gainOverMean } = ensemble!.test!.report!;
    expect(gainOverMean.low).toBeLessThanOrEqual(gainOverMean.value);
    const runs = await runsOf(id);
    expect(runs).toHaveLength(6);
    // What the stage before chose is what the later ones train with, and only members open the test part.
    const members = runs.filter(({ member }) => member !== null);
    for (const { id: runId, testMetrics } of members) {
      expect(testMetrics).toHaveProperty(['test/accuracy']);
      expect((await bench!.store.runs.require(runId)).spec).toMatchObject({
        optimizer: { learningRate: chosen['optimizer.learningRate'] },
      });
    }
    expect(runs.filter(({ testMetrics }) => testMetrics !== null)).toHaveLength(2);
  });

  it('goes on with what is missing, and nothing else, after it was closed in the middle', async () => {
    const first = await open();
    const { id } = await first.launch({ ...small, protocol: { id: 'k-fold', folds: 4 } });
    await waitFor(id, ({ progress }) => progress.finished >= 1);
    await first.close();
    await open();
    const before = await runsOf(id);
    const finished = before.filter(({ status }) => status === 'finished');
    expect(finished.length).toBeGreaterThan(0);
    const result = await waitFor(id, ({ status }) => status === 'done');
    expect(result.progress).toEqual({ total: 4, finished: 4, failed: 0 });
    const after = await runsOf(id);
    expect(after).toHaveLength(4);
    for (const { id: runId, attempt } of finished)
      expect(after.find((run) => run.id === runId)?.attempt).toBe(attempt);
  });

  it('stops as a whole and resumes', async () => {
    const { launch, store } = await open();
    const { id } = await launch({
      ...small,
      training: { epochs: 400 },
      search: { id: 'random', trials: 6, parallel: 2, space: { 'training.batchSize': { choice: [32, 64] } } },
    });
    while (!(await runsOf(id)).some(({ epoch }) => epoch >= 1)) await sleep(50);
    await store.experiments.stop(id);
    while ((await runsOf(id)).some(({ status }) => status === 'running')) await sleep(50);
    await sleep(1_500);
    expect((await runsOf(id)).map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    expect(await resultOf(id)).toMatchObject({ status: 'running', progress: { failed: 0, finished: 0 } });
    await store.experiments.resume(id);
    while (!(await runsOf(id)).some(({ status, attempt }) => status === 'running' && attempt > 1))
      await sleep(50);
    await store.experiments.stop(id);
    while ((await runsOf(id)).some(({ status }) => status === 'running')) await sleep(50);
  });

  it('counts a trial that cannot be trained as failed, and goes on', async () => {
    const { launch } = await open();
    const { id } = await launch({
      ...small,
      optimizer: { id: 'sgd', learningRate: 0.01 },
      search: { id: 'grid', space: { 'optimizer.learningRate': { choice: [0.01, 1e20] } } },
    });
    const { search, progress } = await waitFor(id, ({ status }) => status === 'done');
    expect(progress).toEqual({ total: 2, finished: 1, failed: 1 });
    expect(search?.trials.map(({ value }) => value === null)).toEqual([false, true]);
    expect(search?.best?.number).toBe(0);
  });

  it('refuses folds that the data has no examples for, before anything is stored', async () => {
    const { launch, store } = await open(0);
    const split = { train: 0.98, validation: 0.01, test: 0.01 };
    await expect(
      launch({ data: { set: 'digits', split }, protocol: { id: 'k-fold', folds: 900 } }),
    ).rejects.toThrow(expect.objectContaining({ code: 'E_DATA_FOLDS' }));
    expect((await store.experiments.list()).items).toHaveLength(0);
  });
});
