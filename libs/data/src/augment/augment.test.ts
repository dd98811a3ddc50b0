import {
  createRegistry,
  createRng,
  type Augmentation,
  type ExampleSource,
  type PixelMap,
  type PluginRef,
} from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../memory-source/memory-source.ts';
import { dataPreset } from '../preset/preset.ts';
import { labelledSource } from '../_testing/sources.ts';
import { composeAffine, fuseSteps, resample, type Fill } from '../_internal/resample.ts';
import { augmentedSource, previewAugmentation } from './augment.ts';

const registry = createRegistry().use(...dataPreset);
const create = (ref: PluginRef): Augmentation => registry.create('augmentation', ref as 'flip');

/** Images of 3 × 3 × 1 with the given values, two classes. */
function images(...values: number[][]): ExampleSource {
  return memorySource(
    {
      task: 'classification',
      inputShape: [3, 3, 1],
      inputRange: [0, 10],
      numOutputs: 2,
      outputNames: ['a', 'b'],
      numExamples: values.length,
      licence: 'none',
      source: 'made for a test',
    },
    { inputs: Float32Array.from(values.flat()), targets: Int32Array.from(values, (_, i) => i % 2) },
  );
}

const IMAGE = [1, 2, 3, 4, 5, 6, 7, 8, 9];

function moved(fill: Fill, ...steps: PixelMap[]): number[] {
  const to = new Float32Array(9);
  resample(Float32Array.from(IMAGE), to, 0, [3, 3, 1], steps, fill);
  return [...to];
}

describe('resample, by hand', () => {
  it('shifts by whole pixels', () => {
    const right: PixelMap = { affine: [1, 0, -1, 0, 1, 0] };
    expect(moved('edge', right)).toEqual([1, 1, 2, 4, 4, 5, 7, 7, 8]);
    expect(moved({ value: 0 }, right)).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
    const twoRight: PixelMap = { affine: [1, 0, -2, 0, 1, 0] };
    expect(moved('reflect', twoRight)).toEqual([2, 1, 1, 5, 4, 4, 8, 7, 7]);
  });

  it('shifts by half a pixel: the mean of two', () => {
    expect(moved('edge', { affine: [1, 0, 0.5, 0, 1, 0] })).toEqual([1.5, 2.5, 3, 4.5, 5.5, 6, 7.5, 8.5, 9]);
  });

  it('turns by a right angle, clockwise', () => {
    expect(moved('edge', { affine: [0, 1, 0, -1, 0, 0] })).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  });

  it('stretches twofold about the centre', () => {
    expect(moved('edge', { affine: [0.5, 0, 0, 0, 0.5, 0] })).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
  });

  it('bends: a lens leaves the centre and moves the corners by its strength', () => {
    // k = -0.5: corners at radius 1 come from half their distance, edges (r² = 1/2) from three quarters.
    expect(moved('edge', { lens: -0.5 })).toEqual([3, 2.75, 4, 4.25, 5, 5.75, 6, 7.25, 7]);
  });

  it('composes in order, and one resampling of fused steps is that of all', () => {
    const turn = [0, 1, 0, -1, 0, 0] as const;
    const shift = [1, 0, 1, 0, 1, 0] as const;
    expect(composeAffine(turn, shift)).toEqual([0, 1, 1, -1, 0, 0]);
    expect(fuseSteps([{ affine: turn }, { affine: shift }, { lens: 0.1 }, { affine: shift }])).toEqual([
      { affine: [0, 1, 1, -1, 0, 0] },
      { lens: 0.1 },
      { affine: shift },
    ]);
    expect(moved('edge', { affine: turn }, { affine: shift })).toEqual(
      moved('edge', { affine: [0, 1, 1, -1, 0, 0] }),
    );
  });
});

const gentle: PluginRef[] = [
  { id: 'translate', fraction: 0 },
  { id: 'rotate', degrees: 0 },
  { id: 'stretch', fraction: 0 },
  { id: 'shear', degrees: 0 },
  { id: 'lens', strength: 0 },
  { id: 'flip', horizontal: 0, vertical: 0 },
  { id: 'crop', fraction: 0 },
  { id: 'brightness', fraction: 0 },
  { id: 'contrast', fraction: 0 },
  { id: 'noise', standardDeviation: 0 },
  { id: 'cutout', fraction: 0 },
];

const all = [
  'translate',
  'rotate',
  'stretch',
  'shear',
  'lens',
  'flip',
  'crop',
  'brightness',
  'contrast',
  'noise',
  'cutout',
];

const read = async (
  refs: readonly PluginRef[],
  epoch = 1,
  indices = [0],
  source = images(IMAGE),
): Promise<number[]> => {
  const settings = { augmentations: refs.map(create), rng: createRng(1), epoch };
  return [...(await augmentedSource(source, settings).read(Int32Array.from(indices))).inputs];
};

describe('augmentedSource', () => {
  it.each(gentle)('%j changes nothing', async (ref) => {
    (await read([ref])).forEach((value, i) => expect(value).toBeCloseTo(IMAGE[i] as number, 5));
  });

  it.each(all)('%s changes something, within the range, differently in each epoch', async (id) => {
    const epochs = await Promise.all([1, 2, 3, 4, 5, 6].map((epoch) => read([id], epoch)));
    expect(new Set(epochs.map(String)).size).toBeGreaterThan(1);
    for (const value of epochs.flat()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(10);
    }
  });

  it('depends on seed, epoch and example alone: not on the batch, nor on who reads first', async () => {
    const source = images(
      IMAGE,
      IMAGE.toReversed(),
      IMAGE.map((value) => value / 2),
    );
    const together = await read(all, 3, [2, 0, 1], source);
    expect(await read(all, 3, [0], source)).toEqual(together.slice(9, 18));
    expect(await read(all, 3, [1], source)).toEqual(together.slice(18));
  });

  it('keeps the order: the first of the list comes first', async () => {
    const turn: Augmentation = { geometry: () => [{ affine: [0, 1, 0, -1, 0, 0] }] };
    const shift: Augmentation = { geometry: () => [{ affine: [1, 0, -1, 0, 1, 0] }] };
    const settings = { rng: createRng(1), epoch: 1, fill: { value: 0 } } as const;
    const apply = async (augmentations: Augmentation[]) => [
      ...(await augmentedSource(images(IMAGE), { ...settings, augmentations }).read(Int32Array.of(0))).inputs,
    ];
    // Turned: 7 4 1 / 8 5 2 / 9 6 3, then one to the right.
    expect(await apply([turn, shift])).toEqual([0, 7, 4, 0, 8, 5, 0, 9, 6]);
    // Shifted: 0 1 2 / 0 4 5 / 0 7 8, then turned.
    expect(await apply([shift, turn])).toEqual([0, 0, 0, 7, 4, 1, 8, 5, 2]);
  });

  it('leaves the source and its labels alone', async () => {
    const source = images(IMAGE);
    await read(all, 1, [0], source);
    expect([...(await source.read(Int32Array.of(0))).inputs]).toEqual(IMAGE);
    expect(augmentedSource(source, { augmentations: [], rng: createRng(1), epoch: 1 })).toBe(source);
  });

  it('refuses to move what is no image, and to brighten what has no range', () => {
    const vectors = labelledSource([0, 1], 2);
    const settings = (id: string) => ({ augmentations: [create(id)], rng: createRng(1), epoch: 1 });
    for (const id of ['flip', 'noise']) {
      expect(() => augmentedSource(vectors, settings(id))).toThrow(
        expect.objectContaining({ code: 'E_DATA_AUGMENT' }),
      );
    }
  });
});

describe('single augmentations', () => {
  it('flip mirrors as often as asked', async () => {
    expect(await read([{ id: 'flip', horizontal: 1 }])).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7]);
    expect(await read([{ id: 'flip', horizontal: 0, vertical: 1 }])).toEqual([7, 8, 9, 4, 5, 6, 1, 2, 3]);
  });

  it('brightness adds one number, and clips', async () => {
    const out = await read([{ id: 'brightness', fraction: 1 }]);
    const inside = out.flatMap((value, i) => (value > 0 && value < 10 ? [value - (IMAGE[i] as number)] : []));
    inside.forEach((change) => expect(change).toBeCloseTo(inside[0] as number, 5));
  });

  it('contrast keeps the mean when nothing is clipped', async () => {
    const out = await read([{ id: 'contrast', fraction: 0.5 }]);
    expect(out.reduce((sum, value) => sum + value, 0)).toBeCloseTo(45, 4);
    expect(out[4]).toBeCloseTo(5, 5);
  });

  it('cutout blanks a square of the middle value', async () => {
    const out = await read([{ id: 'cutout', fraction: 1 / 3 }]);
    expect(out.filter((value, i) => value !== IMAGE[i]).length).toBeLessThanOrEqual(1);
    const whole = await Promise.all(
      Array.from({ length: 20 }, (_, i) => read([{ id: 'cutout', fraction: 1 / 3 }], i + 1)),
    );
    expect(whole.some((image) => image[0] === 5)).toBe(true);
  });

  it('noise has the spread asked for', async () => {
    const grey = images(...Array.from({ length: 400 }, () => IMAGE.map(() => 5)));
    const out = await read([{ id: 'noise', standardDeviation: 0.1 }], 1, [...Array(400).keys()], grey);
    const variance = out.reduce((sum, value) => sum + (value - 5) ** 2, 0) / out.length;
    expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
  });
});

describe('mixup', () => {
  it('mixes inputs and targets by the same share, with examples of the same batch', async () => {
    const source = images(
      IMAGE.map(() => 0),
      IMAGE.map(() => 10),
    );
    const settings = { augmentations: [create({ id: 'mixup', alpha: 1 })], rng: createRng(1), epoch: 1 };
    const batch = await augmentedSource(source, settings).read(Int32Array.of(0, 1, 0, 1));
    const soft = batch.softTargets as Float32Array;
    expect(soft.length).toBe(8);
    for (let i = 0; i < 4; i++) {
      expect((soft[2 * i] as number) + (soft[2 * i + 1] as number)).toBeCloseTo(1, 6);
      expect(batch.inputs[9 * i]).toBeCloseTo(10 * (soft[2 * i + 1] as number), 5);
    }
    expect([...batch.targets]).toEqual([0, 1, 0, 1]);
    expect(new Set(soft).size).toBeGreaterThan(2);
  });

  it('draws from the beta distribution: mean 1/2, variance 1 / (4 (2 alpha + 1))', async () => {
    const indices = Int32Array.from({ length: 2000 }, (_, i) => i);
    const source = images(...Array.from({ length: 2000 }, (_, i) => IMAGE.map(() => (i < 1000 ? 0 : 10))));
    const alpha = 0.4;
    const settings = { augmentations: [create({ id: 'mixup', alpha })], rng: createRng(2), epoch: 1 };
    const { inputs } = await augmentedSource(source, settings).read(indices);
    // Of the first half, those whose partner is of the second show their partner's share.
    const shares = [...indices.subarray(0, 1000)]
      .map((i) => (inputs[9 * i] as number) / 10)
      .filter((share) => share > 0);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 1);
  });
});

describe('previewAugmentation', () => {
  it('shows what training will see, without mixing', async () => {
    const augmentations = ['rotate', 'noise', 'mixup'].map(create);
    const settings = { augmentations, rng: createRng(1) };
    const shown = await previewAugmentation(images(IMAGE), 0, settings, 3);
    expect(shown.map((image) => image.length)).toEqual([9, 9, 9]);
    expect([...(shown[1] as Float32Array)]).toEqual(await read(['rotate', 'noise'], 2));
  });
});
