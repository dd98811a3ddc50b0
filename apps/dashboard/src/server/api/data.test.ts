import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from './router.ts';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-api-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 0 });
});

afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const data = () => appRouter.createCaller({ workbench, report: () => undefined }).data;

const numbers = (packed: string) => [
  ...new Float32Array(Uint8Array.from(Buffer.from(packed, 'base64')).buffer),
];

describe('data', () => {
  it('lists the data sets and looks one over', async () => {
    expect((await data().list()).sets.find(({ id }) => id === 'convlab/digits')).toMatchObject({
      place: 'here',
      info: { numExamples: 1797 },
    });
    const report = await data().inspect({ set: 'digits' });
    expect(report.parts.map(({ name }) => name)).toEqual(['train', 'validation', 'test']);
    expect(report.checks.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });

  it('gives examples by index, by part and by class', async () => {
    const { shape, range, examples } = await data().examples({ set: 'digits', indices: [0, 1796] });
    expect({ shape, range }).toEqual({ shape: [8, 8, 1], range: [0, 16] });
    // The first row of digits.csv, and the class of its last.
    expect(numbers(examples[0]?.values ?? '').slice(0, 8)).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect(examples[1]?.target).toEqual([8]);
    const page = await data().browse({ set: 'digits', part: 'validation', label: 3, offset: 2, limit: 4 });
    expect(page.examples).toHaveLength(4);
    expect(page.examples.every(({ target }) => target[0] === 3)).toBe(true);
    const inspected = await data().inspect({ set: 'digits' });
    expect(page.total).toBe(inspected.parts[1]?.classCounts?.[3]);
  });

  it('shows augmented forms of examples', async () => {
    const { examples } = await data().augmented({
      set: 'digits',
      augment: [{ id: 'translate', fraction: 0.3 }],
      indices: [5],
      count: 3,
    });
    const [example] = examples;
    expect(example?.forms).toHaveLength(3);
    expect(new Set([example?.values, ...(example?.forms ?? [])]).size).toBeGreaterThan(2);
  });

  it.each([
    ['an index beyond the end', () => data().examples({ set: 'digits', indices: [1797] }), 'no example'],
    ['an unknown set', () => data().inspect({ set: 'digit' }), 'Did you mean'],
    [
      'files that are not there',
      () => data().inspect({ set: { id: 'image-folder', path: '/nowhere' } }),
      'cannot be read',
    ],
  ])('answers %s with a coded error', async (_what, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});
