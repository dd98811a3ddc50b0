import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeEvaluation, EVALUATION, PREDICTIONS } from '@convlab/experiments';
import type { RunSummary } from '@convlab/store';
import { decodePredictions } from '@convlab/training/predictions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from './open-workbench.ts';

const example = JSON.parse(
  await readFile(new URL('../../../../examples/digits.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
/* Enough epochs to learn the digits, few enough for a test. */
const SHORT = { training: { batchSize: 32, epochs: 12 } };
const TIMEOUT_MS = 180_000;

let folder = '';
let workbench: Workbench | undefined;

const open = async (): Promise<Workbench> =>
  (workbench = await openWorkbench({ location: { dataDir: join(folder, 'data') }, folder, slots: 1 }));

const launch = async (bench: Workbench, changes: object = {}): Promise<string> => {
  const { runIds } = await bench.launch({ ...example, ...changes });
  return runIds[0] ?? '';
};

const waitFor = async (
  bench: Workbench,
  id: string,
  done: (run: RunSummary) => boolean,
): Promise<RunSummary> => {
  for (;;) {
    const run = await bench.store.runs.require(id);
    if (done(run)) return run;
    await sleep(50);
  }
};

const curve = async (bench: Workbench, id: string) =>
  (await bench.store.runs.epochs(id)).map(({ epoch, metrics }) => ({ epoch, metrics }));

describe('openWorkbench', { timeout: TIMEOUT_MS }, () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convlab-workbench-'));
  });
  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('trains what is launched in a process of its own, and stores curve, report and model', async () => {
    const bench = await open();
    const id = await launch(bench, SHORT);
    const running = await waitFor(bench, id, ({ epoch }) => epoch >= 1);
    expect(bench.worker.active()[0]?.pid).not.toBe(process.pid);
    expect(running.status).toBe('running');
    const run = await waitFor(bench, id, ({ status }) => status !== 'running');
    expect(run).toMatchObject({ status: 'finished', epoch: 12, error: null });
    expect(run.bestMetrics?.['validation/accuracy']).toBeGreaterThan(0.97);
    expect((await bench.store.runs.require(id)).report).toMatchObject({
      version: 1,
      bestEpoch: run.bestEpoch,
    });
    expect(await bench.store.artifacts.read(id, 'best')).toBeDefined();
    const predictions = await bench.store.artifacts.read(id, PREDICTIONS.validation);
    expect(decodePredictions(predictions?.data ?? new Uint8Array())).toMatchObject({ numOutputs: 10 });
    const { validation } = decodeEvaluation((await bench.store.artifacts.read(id, EVALUATION))!.data);
    expect(validation?.metrics['accuracy']?.value).toBeCloseTo(
      Number(run.bestMetrics?.['validation/accuracy']),
      6,
    );
    expect(validation?.classes?.map(({ support }) => support).reduce((a, b) => a + b)).toBe(
      validation?.numExamples,
    );
    // Nobody asked to open the test part.
    expect(run.testMetrics).toBeNull();
    expect(await bench.store.artifacts.read(id, PREDICTIONS.test)).toBeUndefined();
  });

  it('loses no epoch when the training process is killed: the curve is the undisturbed one', async () => {
    const training = { batchSize: 32, epochs: 7 };
    const bench = await open();
    const undisturbed = await launch(bench, { training });
    await waitFor(bench, undisturbed, ({ status }) => status === 'finished');
    const id = await launch(bench, { training });
    for (const epoch of [2, 5]) {
      await waitFor(bench, id, (run) => run.epoch >= epoch);
      process.kill(bench.worker.active()[0]?.pid ?? 0, 'SIGKILL');
    }
    const run = await waitFor(bench, id, ({ status }) => status === 'finished');
    expect(run.attempt).toBeGreaterThan(1);
    expect(await curve(bench, id)).toEqual(await curve(bench, undisturbed));
  });

  it('goes on after it was closed and opened again', async () => {
    const first = await open();
    const id = await launch(first, SHORT);
    await waitFor(first, id, ({ epoch }) => epoch >= 2);
    await first.close();
    const second = await open();
    const run = await waitFor(second, id, ({ status }) => status === 'finished');
    expect((await curve(second, id)).map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    expect(run.bestMetrics?.['validation/accuracy']).toBeGreaterThan(0.97);
  });

  it('stops within two seconds, and pauses and resumes to the same curve', async () => {
    const bench = await open();
    const long = await launch(bench, { training: { epochs: 5000 } });
    await waitFor(bench, long, ({ epoch }) => epoch >= 1);
    const asked = performance.now();
    await bench.store.runs.stop(long);
    await waitFor(bench, long, ({ status }) => status === 'stopped');
    expect(performance.now() - asked).toBeLessThan(2_000);

    const training = { batchSize: 32, epochs: 6 };
    const undisturbed = await launch(bench, { training });
    const id = await launch(bench, { training });
    await waitFor(bench, undisturbed, ({ status }) => status === 'finished');
    await waitFor(bench, id, ({ epoch }) => epoch >= 2);
    await bench.store.runs.pause(id);
    await waitFor(bench, id, ({ status }) => status === 'paused');
    await bench.store.runs.resume(id);
    await waitFor(bench, id, ({ status }) => status === 'finished');
    expect(await curve(bench, id)).toEqual(await curve(bench, undisturbed));
  });

  it('refuses a wrong experiment before anything is stored', async () => {
    const bench = await open();
    await expect(bench.launch({ data: { set: 'nope' } })).rejects.toThrow(
      expect.objectContaining({ code: 'E_PLUGIN_UNKNOWN', path: ['data', 'set'] }),
    );
    expect((await bench.store.experiments.list()).items).toHaveLength(0);
  });

  it('reports a training that diverges as failed, with the epochs that were finished', async () => {
    const bench = await open();
    const id = await launch(bench, {
      optimizer: { id: 'sgd', learningRate: 1e20 },
      network: { architecture: { id: 'mlp', hidden: [8] } },
    });
    const run = await waitFor(bench, id, ({ status }) => status === 'failed');
    expect(run.error?.code).toBe('E_TRAINING_DIVERGED');
  });
});
