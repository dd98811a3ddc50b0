import { createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { labelledSource, trainingPart, valueSource } from '../_testing/sources.ts';
import { noisyLabels } from './label-noise.ts';

const NUM = 6000;
const labels = Array.from({ length: NUM }, (_, i) => i % 5);
const source = labelledSource(labels, 5);
const all = Int32Array.from(labels.keys());
const train = trainingPart(...all.subarray(0, 4000));
const rng = createRng(1);

/** Labels of all examples as they are read. */
const read = async (share: number, seed = 1, part: Int32Array = train) =>
  (await noisyLabels(source, part, share, createRng(seed)).read(all)).targets;
/** Indices of the examples whose label is another one. */
const changed = (targets: ArrayLike<number>) =>
  labels.flatMap((label, i) => (targets[i] === label ? [] : [i]));

describe('noisyLabels', () => {
  it.each([0.25, 0.5, 1])(
    'replaces a share of %d, of which one in five stays right by chance',
    async (share) => {
      const expected = share * (4 / 5);
      const fourErrors = 4 * Math.sqrt((expected * (1 - expected)) / train.length);
      expect(Math.abs(changed(await read(share)).length / train.length - expected)).toBeLessThan(fourErrors);
    },
  );

  it('draws every class alike', async () => {
    const targets = (await read(1)).slice(0, train.length);
    for (let label = 0; label < 5; label++) {
      const count = targets.filter((target) => target === label).length;
      expect(Math.abs(count - 800)).toBeLessThan(4 * Math.sqrt(4000 * 0.2 * 0.8));
    }
  });

  it('leaves all examples outside of the training part as they are, and inputs too', async () => {
    expect(changed(await read(1)).every((index) => index < train.length)).toBe(true);
    const { inputs } = await noisyLabels(source, train, 1, rng).read(all);
    expect(inputs).toEqual((await source.read(all)).inputs);
  });

  it('goes by the seed and the example, not by the part; a larger share replaces the same and more', async () => {
    expect(await read(0.5)).toEqual(await read(0.5));
    expect(await read(0.5, 2)).not.toEqual(await read(0.5));
    const half = train.subarray(0, 2000);
    expect((await read(0.5, 1, half)).slice(0, 2000)).toEqual((await read(0.5)).slice(0, 2000));
    const [few, many] = [await read(0.2), await read(0.6)];
    expect(changed(few).every((index) => many[index] === few[index])).toBe(true);
    expect(changed(many).length).toBeGreaterThan(changed(few).length);
  });

  it('is the source itself without noise, and keeps the true labels for splits', () => {
    expect(noisyLabels(source, train, 0, rng)).toBe(source);
    expect(noisyLabels(source, train, 1, rng).labels).toEqual(source.labels);
  });

  it('refuses regression, and shares that are none', () => {
    const refused = expect.objectContaining({ code: 'E_DATA_LABEL_NOISE' });
    expect(() => noisyLabels(valueSource([1, 2, 3], [1]), trainingPart(0), 0.5, rng)).toThrow(refused);
    for (const share of [-0.1, 1.1, NaN])
      expect(() => noisyLabels(source, train, share, rng)).toThrow(refused);
  });
});
