import { createRegistry, type DataSet, type ExampleSource, type RefOf } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { dataPreset } from '../preset/preset.ts';

const registry = createRegistry().use(...dataPreset);
type DataSetRef = RefOf<(typeof dataPreset)[number], 'data-set'>;
const create = (ref: DataSetRef): DataSet => registry.create('data-set', ref);

const all = (source: ExampleSource) => source.read(Int32Array.from({ length: source.length }, (_, i) => i));

describe.each(['blobs', 'spirals', 'shapes', 'textures'] as const)('%s', (id) => {
  const ref = (seed: number, examples: number) => ({ id, seed, examples });

  it('has classes in turn, finite values in its range, and the facts it states', async () => {
    const dataSet = create(ref(1, 80));
    const source = await dataSet.load();
    const { inputs, targets } = await all(source);
    expect([...targets]).toEqual(Array.from({ length: 80 }, (_, i) => i % dataSet.info.numOutputs));
    const [low, high] = dataSet.info.inputRange ?? [-Infinity, Infinity];
    expect(inputs.every((value) => Number.isFinite(value) && value >= low && value <= high)).toBe(true);
    expect(dataSet.info.numExamples).toBe(80);
  });

  it('is the same for the same seed, another for another, and a longer one begins with the shorter', async () => {
    const inputs = async (seed: number, examples: number) =>
      (await all(await create(ref(seed, examples)).load())).inputs;
    const short = await inputs(3, 20);
    expect(await inputs(3, 20)).toEqual(short);
    expect((await inputs(3, 40)).subarray(0, short.length)).toEqual(short);
    expect(await inputs(4, 20)).not.toEqual(short);
  });
});

describe('blobs', () => {
  it('are centred two apart with the spread asked for', async () => {
    const source = await create({ id: 'blobs', classes: 3, examples: 6000, spread: 0.5 }).load();
    const { inputs, targets } = await all(source);
    const mean = (label: number, k: number) => {
      let sum = 0;
      targets.forEach((target, i) => (sum += target === label ? (inputs[2 * i + k] as number) : 0));
      return sum / 2000;
    };
    expect(Math.hypot(mean(0, 0) - mean(1, 0), mean(0, 1) - mean(1, 1))).toBeCloseTo(2, 1);
  });

  it('without spread are their centres', async () => {
    const source = await create({ id: 'blobs', classes: 2, examples: 10, spread: 0 }).load();
    const { inputs } = await source.read(Int32Array.of(0, 1));
    [1, 0, -1, 0].forEach((value, i) => expect(inputs[i]).toBeCloseTo(value, 6));
  });
});

describe('spirals', () => {
  it('lie on their arms', async () => {
    const source = await create({ id: 'spirals', noise: 0, turns: 1, examples: 100 }).load();
    const { inputs, targets } = await all(source);
    targets.forEach((label, i) => {
      const [x, y] = [inputs[2 * i] as number, inputs[2 * i + 1] as number];
      const turn = Math.atan2(y, x) / (2 * Math.PI) - Math.hypot(x, y) - label / 2;
      expect(Math.abs(turn - Math.round(turn))).toBeLessThan(1e-5);
    });
  });
});

describe('shapes', () => {
  it('do not vary in a factor that is 0', async () => {
    const still = {
      id: 'shapes',
      translation: 0,
      rotation: 0,
      scale: 0,
      noise: 0,
      examples: 10,
      size: 16,
    } as const;
    const source = await create(still).load();
    const { inputs } = await source.read(Int32Array.of(0, 5));
    // Two discs in different colours: the same pixels are ink.
    const outlines = [0, 1].map((i) => {
      const image = inputs.subarray(i * 768, (i + 1) * 768);
      const ground = image[0] as number;
      const ink = image[3 * (8 * 16 + 8)] as number;
      return Array.from(
        { length: 256 },
        (_, k) => ((image[3 * k] as number) - ground) / (ink - ground) > 0.5,
      );
    });
    expect(outlines[0]).toEqual(outlines[1]);
    expect(outlines[0]?.filter(Boolean).length).toBeCloseTo(Math.PI * (0.25 * 16 * 0.9) ** 2, -1);
  });

  it('move when they may', async () => {
    const source = await create({
      id: 'shapes',
      rotation: 0,
      scale: 0,
      noise: 0,
      examples: 10,
      size: 16,
    }).load();
    const { inputs } = await source.read(Int32Array.of(0, 5));
    expect(inputs.subarray(0, 768)).not.toEqual(inputs.subarray(768));
  });
});
