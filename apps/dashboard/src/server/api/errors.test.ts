import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from './router.ts';

const spec = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [16] } },
  training: { batchSize: 64, epochs: 2 },
};
let folder: string;
let workbench: Workbench;
let ids: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-errors-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 2 });
  const launched = [
    await api().experiments.launch({ spec }),
    // The same split with other first weights: a member of an ensemble, made by hand.
    await api().experiments.launch({ spec: { ...spec, training: { batchSize: 32, epochs: 1 } } }),
  ];
  ids = launched.map(({ runId }) => runId);
  for (const id of ids) await ended(id);
}, 120_000);
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const api = () => appRouter.createCaller({ workbench, report: () => undefined });

async function ended(id: string): Promise<void> {
  while ((await api().runs.get({ id })).run.finishedAt === null) await sleep(50);
}

describe('errors of runs', () => {
  it('are counted by class, and every cell of the matrix leads to its examples', async () => {
    const id = ids[0] ?? '';
    const { summary, parts, set } = await api().errors.report({ id });
    expect(parts).toEqual(['validation']);
    expect(set).toMatchObject({ id: 'convlab/digits' });
    const confusion = summary?.confusion ?? [];
    expect(confusion).toHaveLength(10);
    let mistakes = 0;
    for (const [truth, row] of confusion.entries()) {
      for (const [predicted, count] of row.entries()) {
        if (truth !== predicted) mistakes += count;
        const { total, examples } = await api().errors.examples({ id, truth, predicted });
        expect(total).toBe(count);
        expect(examples.every((one) => one.truth === truth && one.predicted === predicted)).toBe(true);
      }
    }
    const { total, examples } = await api().errors.examples({ id });
    expect(total).toBe(mistakes);
    expect(examples.every(({ truth, predicted }) => truth !== predicted)).toBe(true);
    const confidences = examples.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    // Labels are those of the data set itself.
    const index = examples[0]?.index ?? 0;
    const data = await api().data.examples({ set: 'digits', indices: [index] });
    expect(data.examples[0]?.target).toEqual([examples[0]?.truth]);
  });

  it('are compared over runs that were judged on the same examples', async () => {
    const { counts, numRuns } = await api().errors.together({ ids });
    expect(numRuns).toBe(2);
    const wrong = await Promise.all(ids.map(async (id) => (await api().errors.examples({ id })).total));
    // Each example that k runs fail is counted by k of them.
    expect((counts[1] ?? 0) + 2 * (counts[2] ?? 0)).toBe((wrong[0] ?? 0) + (wrong[1] ?? 0));
    const both = await api().errors.together({ ids, failing: 2 });
    expect(both.total).toBe(counts[2]);
    const { names, rows } = await api().errors.recalls({ ids });
    expect(names).toHaveLength(10);
    expect(rows).toHaveLength(2);
  });

  it('are empty where nothing was kept', async () => {
    const { total } = await api().errors.examples({ id: ids[0] ?? '', part: 'test' });
    expect(total).toBe(0);
    await expect(api().errors.report({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('errors over epochs', () => {
  it('are those of the predictions that were kept, example by example', async () => {
    const id = ids[0] ?? '';
    const overview = await api().flips.overview({ id });
    const history = await workbench.store.predictions.history(id);
    const [first, last] = history?.classes ?? [];
    const rows = Array.from(history?.indices ?? [], (index, i) => ({
      index,
      truth: history?.truths[i],
      before: first?.[i],
      predicted: last?.[i],
    }));
    const wanted = {
      fixed: rows.filter(({ truth, before, predicted }) => before !== truth && predicted === truth),
      broken: rows.filter(({ truth, before, predicted }) => before === truth && predicted !== truth),
      // Two epochs: whatever is forgotten is broken.
      forgotten: rows.filter(({ truth, before, predicted }) => before === truth && predicted !== truth),
      'never-right': rows.filter(({ truth, before, predicted }) => before !== truth && predicted !== truth),
    };
    expect(overview?.epochs).toEqual([
      expect.objectContaining({ epoch: 1, fixed: 0, broken: 0 }),
      {
        epoch: 2,
        wrong: rows.filter(({ truth, predicted }) => truth !== predicted).length,
        neverRight: wanted['never-right'].length,
        fixed: wanted.fixed.length,
        broken: wanted.broken.length,
      },
    ]);
    expect(overview).toMatchObject({ since: 1, numExamples: rows.length, numValidation: rows.length });
    expect(overview?.names).toHaveLength(10);
    expect(wanted.fixed.length).toBeGreaterThan(0);
    for (const [kind, expected] of Object.entries(wanted)) {
      const page = { id, kind: kind as keyof typeof wanted, limit: 64 };
      const { total, examples } = await api().flips.examples(page);
      expect(total).toBe(expected.length);
      const indices = expected.map(({ index }) => index).toSorted((a, b) => a - b);
      if (total <= 64) expect(examples.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(indices);
      else expect(examples.every(({ index }) => indices.includes(index))).toBe(true);
      const sure = await api().flips.examples({ ...page, minConfidence: 0.6, truth: 3 });
      expect(sure.examples.every(({ truth, confidence }) => truth === 3 && confidence >= 0.6)).toBe(true);
      const rest = await api().flips.examples({ ...page, limit: 2, offset: 1 });
      expect(rest.examples).toEqual(examples.slice(1, 3));
    }
    // Labels are those of the data set itself, and the last epoch's mistakes those of its accuracy.
    const { examples } = await api().flips.examples({ id, kind: 'fixed', limit: 3 });
    const data = await api().data.examples({ set: 'digits', indices: examples.map(({ index }) => index) });
    expect(data.examples.map(({ target }) => target[0])).toEqual(examples.map(({ truth }) => truth));
    const { epochs } = await api().runs.get({ id });
    expect(1 - (overview?.epochs[1]?.wrong ?? NaN) / rows.length).toBeCloseTo(
      epochs[1]?.metrics['validation/accuracy'] ?? NaN,
      6,
    );
  });

  it('compare the last kept epoch with another', async () => {
    const id = ids[0] ?? '';
    expect((await api().flips.overview({ id, since: 400 }))?.since).toBe(1);
    expect(await api().flips.examples({ id, since: 2, kind: 'fixed' })).toMatchObject({ since: 1, last: 2 });
  });

  it('are none where nothing was kept', async () => {
    const { runIds } = await workbench.store.experiments.create({
      name: 'hopeless',
      kind: 'single',
      spec: {},
      specHash: 'h',
      runs: [{ name: 'fails at once', spec: {} }],
    });
    const id = runIds[0] ?? '';
    expect(await api().flips.overview({ id })).toBeNull();
    expect((await api().flips.examples({ id, kind: 'broken' })).examples).toEqual([]);
    await expect(api().flips.overview({ id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
