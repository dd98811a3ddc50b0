import { readFile } from 'node:fs/promises';
import { createRegistry, type RefOf } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { dataPreset } from '../preset/preset.ts';
import { trainingPart, valueSource } from '../_testing/sources.ts';

const registry = createRegistry().use(...dataPreset);

interface Golden {
  readonly cases: readonly {
    readonly set: 'iris' | 'wine';
    readonly fitted: number;
    readonly components: number;
    readonly whiten: boolean;
    readonly explainedVariance: readonly number[];
    readonly absoluteTransform: readonly (readonly number[])[];
  }[];
}

const golden = JSON.parse(await readFile(new URL('./pca.golden.json', import.meta.url), 'utf8')) as Golden;

const create = (ref: Exclude<RefOf<(typeof dataPreset)[number], 'scaler'>, string>) =>
  registry.create('scaler', ref);

describe('pca', () => {
  it.each(golden.cases)('agrees with scikit-learn: $set, whiten $whiten', async (expected) => {
    const { components, whiten, fitted } = expected;
    const source = await registry.create('data-set', expected.set).load();
    const part = trainingPart(...Array.from({ length: fitted }, (_, i) => i));
    const scaler = await create({ id: 'pca', components, whiten }).fit(source, part);
    const saved = scaler.toJSON() as { variances: number[] };
    saved.variances.forEach((variance, k) =>
      expect(variance / (expected.explainedVariance[k] as number)).toBeCloseTo(1, 9),
    );
    const { inputs } = await source.read(Int32Array.of(0, 1, 2));
    const out = scaler.transform(inputs);
    expected.absoluteTransform.flat().forEach((value, i) => {
      // The sign of a direction is a convention.
      expect(Math.abs(Math.abs(out[i] as number) - value)).toBeLessThan(2e-5 * Math.max(1, value));
    });
  });

  it('whitens: variance 1 along every component, none between them', async () => {
    const source = await registry.create('data-set', 'wine').load();
    const all = Int32Array.from({ length: source.length }, (_, i) => i);
    const scaler = await create({ id: 'pca', whiten: true }).fit(source, trainingPart(...all));
    const d = scaler.outputShape[0] as number;
    const out = scaler.transform((await source.read(all)).inputs);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let n = 0; n < source.length; n++)
          sum += (out[n * d + i] as number) * (out[n * d + j] as number);
        expect(sum / (source.length - 1)).toBeCloseTo(i === j ? 1 : 0, 2);
      }
    }
  });

  it('keeps as many components as the variance needs', async () => {
    // Variances 4 and 1 along the axes.
    const source = valueSource([2, 0, -2, 0, 0, 1, 0, -1], [2]);
    const part = trainingPart(0, 1, 2, 3);
    const count = async (variance: number) =>
      (await create({ id: 'pca', variance }).fit(source, part)).outputShape;
    expect(await count(0.79)).toEqual([1]);
    expect(await count(0.81)).toEqual([2]);
    expect(await count(1)).toEqual([2]);
  });

  it('leaves out directions that never vary, and refuses to be asked for them', async () => {
    const source = valueSource([1, 5, 2, 5, 3, 5], [2]);
    const part = trainingPart(0, 1, 2);
    expect((await create({ id: 'pca', whiten: true }).fit(source, part)).outputShape).toEqual([1]);
    await expect(create({ id: 'pca', components: 2 }).fit(source, part)).rejects.toMatchObject({
      code: 'E_DATA_SCALER',
    });
    await expect(create({ id: 'pca' }).fit(source, trainingPart(0))).rejects.toMatchObject({
      code: 'E_DATA_SCALER',
    });
  });

  it('reads the training part only, and comes back from its JSON', async () => {
    const part = trainingPart(0, 1, 2);
    const fit = (last: number) =>
      create({ id: 'pca' }).fit(valueSource([1, 2, 3, 5, 4, 4, last, 9], [2]), part);
    const scaler = await fit(0);
    expect((await fit(1000)).toJSON()).toEqual(scaler.toJSON());
    const restored = create({ id: 'pca' }).restore(JSON.parse(JSON.stringify(scaler.toJSON())));
    const inputs = Float32Array.of(1, 2, 3, 4);
    expect(restored.transform(inputs)).toEqual(scaler.transform(inputs));
    expect(() => create({ id: 'pca' }).restore({})).toThrow('principal components');
  });
});
