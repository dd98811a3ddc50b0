import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentOf, newPlace, openTestStore, quick, type TestPlace } from '../../test-support/harness.ts';
import { databaseOf, type Store } from '../store/store.ts';
import type { ScalarBucket } from './scalars.ts';
import { appendPoints, pointsOfStep, readAverages, rewindPoints, type Point } from './pyramid.ts';

let place: TestPlace;
let store: Store;
beforeAll(async () => {
  place = await newPlace();
  store = await openTestStore(place.where);
});
afterAll(async () => {
  await store.close();
  await place.remove();
});

async function newRun(): Promise<string> {
  const { runIds } = await store.experiments.create(experimentOf(quick));
  return runIds[0] ?? '';
}

/** A jagged curve with a value that is not a number now and then; every third step only. */
function pointAt(index: number): Point {
  const step = index * 3 + 1;
  return { name: 'train/loss', step, value: index % 97 === 13 ? null : Math.sin(index * index) * index };
}

/** Appends in batches of uneven sizes, as flushes come. */
async function append(runId: string, from: number, to: number): Promise<void> {
  const { db } = databaseOf(store);
  let averages = await db.transaction((tx) => readAverages(tx, runId));
  for (let start = from; start < to;) {
    const end = Math.min(to, start + 1 + ((start * 7) % 90));
    const points = Array.from({ length: end - start }, (_, index) => pointAt(start + index));
    averages = structuredClone(averages);
    await db.transaction((tx) => appendPoints(tx, runId, points, averages));
    start = end;
  }
}

/** The same by brute force. */
function bucketsOf(
  number: number,
  width: number,
): Pick<ScalarBucket, 'min' | 'max' | 'last' | 'count' | 'nanCount'>[] {
  const groups = new Map<number, Point[]>();
  for (let index = 0; index < number; index += 1) {
    const point = pointAt(index);
    const key = Math.floor(point.step / width);
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].map((points) => {
    const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
    return {
      min: values.length === 0 ? null : Math.min(...values),
      max: values.length === 0 ? null : Math.max(...values),
      last: values.at(-1) ?? null,
      count: values.length,
      nanCount: points.length - values.length,
    };
  });
}

/** The moving average at a step by its definition: a mean with weights that fall by the decay. */
function averageAt(step: number, decay: number): number {
  let [sum, total, weight] = [0, 0, 1];
  for (let index = Math.floor((step - 1) / 3); index >= 0 && weight > 1e-12; index -= 1) {
    const { value } = pointAt(index);
    if (value === null) continue;
    sum += weight * value;
    total += weight;
    weight *= decay;
  }
  return sum / total;
}

describe('a curve', () => {
  test('keeps minimum, maximum and last value at every resolution', async () => {
    const runId = await newRun();
    await append(runId, 0, 3_000);
    for (const maxPoints of [10_000, 1_000, 400, 60, 2, 1]) {
      const { bucketWidth, buckets } = await store.scalars.read(runId, 'train/loss', { maxPoints });
      expect(buckets.length).toBeLessThanOrEqual(maxPoints);
      expect(
        buckets.map(({ min, max, last, count, nanCount }) => ({ min, max, last, count, nanCount })),
      ).toEqual(bucketsOf(3_000, bucketWidth));
      expect(buckets.reduce((sum, { count, nanCount }) => sum + count + nanCount, 0)).toBe(3_000);
    }
  });

  test('is averaged with any decay from every value, as far back as that remembers', async () => {
    const runId = await newRun();
    await append(runId, 0, 3_000);
    const known = await store.scalars.read(runId, 'train/loss', { maxPoints: 300 });
    const same = await store.scalars.read(runId, 'train/loss', { maxPoints: 300, decay: 0.95 });
    expect(same.buckets.map(rounded)).toEqual(known.buckets.map(rounded));
    for (const decay of [0, 0.6, 0.98]) {
      const { buckets } = await store.scalars.read(runId, 'train/loss', { maxPoints: 60, decay });
      const part = await store.scalars.read(runId, 'train/loss', { fromStep: 6_000, maxPoints: 60, decay });
      for (const bucket of [...buckets, ...part.buckets])
        expect(bucket.ema).toBeCloseTo(averageAt(bucket.lastStep, decay), 0);
    }
    await expect(store.scalars.read(runId, 'train/loss', { decay: 1 })).rejects.toMatchObject({
      code: 'E_STORE_LIMIT',
    });
  });

  test('shows a part of itself', async () => {
    const runId = await newRun();
    await append(runId, 0, 1_000);
    const { buckets } = await store.scalars.read(runId, 'train/loss', { fromStep: 301, toStep: 601 });
    expect(buckets[0]?.firstStep).toBe(301);
    expect(buckets.at(-1)?.lastStep).toBe(601);
    expect(buckets).toHaveLength(101);
  });

  test('set back and continued is the same as undisturbed, averages included', async () => {
    const [disturbed, undisturbed] = [await newRun(), await newRun()];
    await append(undisturbed, 0, 900);
    await append(disturbed, 0, 700);
    await databaseOf(store).db.transaction((tx) => rewindPoints(tx, disturbed, pointAt(399).step));
    await append(disturbed, 400, 900);
    for (const maxPoints of [10_000, 300, 30, 3]) {
      const [a, b] = await Promise.all(
        [disturbed, undisturbed].map((runId) => store.scalars.read(runId, 'train/loss', { maxPoints })),
      );
      expect(a?.buckets.map(rounded)).toEqual(b?.buckets.map(rounded));
    }
  });

  test('without values is empty, and of one value has one bucket', async () => {
    const runId = await newRun();
    expect(await store.scalars.read(runId, 'train/loss')).toEqual({ bucketWidth: 1, buckets: [] });
    await append(runId, 0, 1);
    const { buckets } = await store.scalars.read(runId, 'train/loss');
    expect(buckets).toEqual([
      {
        firstStep: 1,
        lastStep: 1,
        first: 0,
        min: 0,
        max: 0,
        last: 0,
        mean: 0,
        ema: 0,
        count: 1,
        nanCount: 0,
      },
    ]);
    expect(await store.scalars.names(runId)).toEqual(['train/loss']);
    await expect(store.scalars.read(runId, 'train/loss', { maxPoints: 0 })).rejects.toMatchObject({
      code: 'E_STORE_LIMIT',
    });
  });
});

test('a report gives the loss of each of its updates, and everything else of the last one', () => {
  const report = {
    type: 'step',
    step: 8,
    epoch: 1,
    loss: 2,
    losses: [3, null, 1],
    learningRate: 0.1,
    examplesPerSecond: 900,
    tensors: 212,
    tensorBytes: 4096,
    residentBytes: 2 ** 29,
  } as const;
  expect(pointsOfStep(report)).toEqual([
    { name: 'train/loss', step: 6, value: 3 },
    { name: 'train/loss', step: 7, value: null },
    { name: 'train/loss', step: 8, value: 1 },
    { name: 'learningRate', step: 8, value: 0.1 },
    { name: 'examplesPerSecond', step: 8, value: 900 },
    { name: 'tensors', step: 8, value: 212 },
    { name: 'tensorBytes', step: 8, value: 4096 },
    { name: 'residentBytes', step: 8, value: 2 ** 29 },
  ]);
  // A browser does not tell how much it holds, and a few updates cannot be timed.
  const names = pointsOfStep({ ...report, examplesPerSecond: null, residentBytes: null }).map(
    ({ name }) => name,
  );
  expect(names.slice(3)).toEqual(['learningRate', 'tensors', 'tensorBytes']);
});

/** Sums depend on the order of additions in their last digits. */
function rounded<Bucket extends { mean: number | null; ema: number | null }>(bucket: Bucket): Bucket {
  const round = (value: number | null): number | null =>
    value === null ? null : Number(value.toPrecision(10));
  return { ...bucket, mean: round(bucket.mean), ema: round(bucket.ema) };
}
