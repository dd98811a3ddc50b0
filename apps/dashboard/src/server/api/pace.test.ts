import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf } from '@convlab/store/store';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateOf, planRequestOf, type Checked } from '../../features/new/estimate.ts';
import { planRegistry } from '../../planning/plan-registry.ts';
import { planTraining } from '../../planning/plan-training.ts';
import { appRouter } from './router.ts';

const small = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [12] } },
  training: { batchSize: 128, epochs: 6 },
};
const wide = { ...small, network: { architecture: { id: 'mlp', hidden: [480] } } };
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-pace-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
});
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const api = () => appRouter.createCaller({ workbench, report: () => undefined });

/** A run that is over, whose first epoch took two seconds and the others so long; it took a second besides. */
async function finished(spec: object, msPerEpoch: number, backend = { name: 'native', threads: 1 }) {
  const { runId } = await api().experiments.launch({ spec: spec as typeof small });
  const { db } = databaseOf(workbench.store);
  const epochs = small.training.epochs;
  const durationMs = 2000 + (epochs - 1) * msPerEpoch;
  const started = { epoch: 0, stepsPerEpoch: 10, numExamples: { train: 1258, validation: 270 }, backend };
  await db.execute(`UPDATE convlab.runs SET status = 'finished', attempt = 1, epoch = ${epochs}, steps_per_epoch = 10,
      duration_ms = ${durationMs}, started = '${JSON.stringify(started)}', started_at = now(),
      finished_at = now() + interval '${durationMs + 1000} milliseconds' WHERE id = '${runId}'`);
  await db.execute(`INSERT INTO convlab.epochs (run_id, epoch, step, metrics, learning_rate, duration_ms, best, attempt)
    SELECT '${runId}', n, n * 10, '{}', 1, CASE WHEN n = 1 THEN 2000 ELSE ${msPerEpoch} END, false, 1
    FROM generate_series(1, ${epochs}) AS n`);
  return durationMs + 1000;
}

async function estimated(spec: object) {
  const checked = await api().experiments.check({ spec: spec as typeof small });
  if (!checked.ok) throw new Error('The experiment is at fault.');
  const answer = planTraining(planRequestOf(checked as Checked), planRegistry);
  if (!answer.ok) throw new Error(answer.fault.message);
  const machine = { memoryBytes: 2 ** 40, freeBytes: 2 ** 40, slots: 1 };
  return estimateOf(checked as Checked, answer.plan, await api().experiments.pace(), machine);
}

describe('the time that an experiment will take', { timeout: 60_000 }, () => {
  it('is rough before anything was measured', async () => {
    expect((await estimated(small)).time.source).toEqual({ kind: 'rough' });
  });

  it('is that of stored runs of the same work, within half of it, their first epoch left out', async () => {
    const took = await finished(small, 40);
    await finished({ ...small, seed: 2 }, 44);
    const { time, totalMs } = await estimated({ ...small, optimizer: { id: 'adam', learningRate: 0.1 } });
    expect(time.source).toEqual({ kind: 'same', numRuns: 2 });
    expect(time.msPerEpoch).toBeCloseTo(42, 6);
    expect(totalMs / took).toBeGreaterThan(1 / 1.5);
    expect(totalMs / took).toBeLessThan(1.5);
  });

  it('is scaled from them where no run was the same', async () => {
    const { time } = await estimated(wide);
    expect(time.source).toEqual({ kind: 'similar', numRuns: 2 });
    expect(time.msPerEpoch).toBeGreaterThan(42);
  });

  it('forgets what another backend took: the newest run says what computes here', async () => {
    await finished(small, 7, { name: 'native', threads: 2 });
    const { time } = await estimated(small);
    expect(time.source).toEqual({ kind: 'same', numRuns: 1 });
    expect(time.msPerEpoch).toBeCloseTo(7, 6);
  });
});
