import { createRng, createRegistry, type Augmentation } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { labelledSource, valueSource } from '../_testing/sources.ts';
import { mixup } from '../mixup/mixup.ts';
import { translate } from '../translate/translate.ts';
import { perturbedSource } from './perturb.ts';

const SIZE = 5;
const NUM = 40;
const pixels = Float32Array.from({ length: NUM * SIZE * SIZE }, (_, i) => i);
const source = valueSource([...pixels], [SIZE, SIZE, 1]);
const held = Int32Array.from({ length: 10 }, (_, i) => 3 * i);
const rng = createRng(7);

const registry = createRegistry().use(translate, mixup);
const shift = registry.create('augmentation', { id: 'translate', fraction: 0.4 });
/** Moves each image one pixel to the right; black comes in. */
const right: Augmentation = { geometry: () => [{ affine: [1, 0, -1, 0, 1, 0] }] };

describe('perturbedSource', () => {
  it('moves the examples of the part as told, wherever they stand in a batch, and no other', async () => {
    const moved = perturbedSource(source, held, { perturbations: [right], rng, fill: { value: 0 } });
    const wanted = Int32Array.of(1, 3, 2, 0);
    const { inputs } = await moved.read(wanted);
    wanted.forEach((index, i) => {
      for (let y = 0; y < SIZE; y++) {
        for (let x = 0; x < SIZE; x++) {
          const from = held.includes(index) ? x - 1 : x;
          const expected = from < 0 ? 0 : (pixels[(index * SIZE + y) * SIZE + from] as number);
          expect(inputs[(i * SIZE + y) * SIZE + x]).toBeCloseTo(expected, 4);
        }
      }
    });
  });

  it('does the same to an example at each reading, in any batch, and another thing with another seed', async () => {
    const read = async (wanted: readonly number[], seed = 7) =>
      (
        await perturbedSource(source, held, { perturbations: [shift], rng: createRng(seed) }).read(
          Int32Array.from(wanted),
        )
      ).inputs;
    const alone = await read([6]);
    expect(alone).not.toEqual((await source.read(Int32Array.of(6))).inputs);
    expect((await read([1, 6, 3])).slice(SIZE * SIZE, 2 * SIZE * SIZE)).toEqual(alone);
    expect((await read([6, 9])).slice(0, SIZE * SIZE)).toEqual(alone);
    expect(await read([6], 8)).not.toEqual(alone);
  });

  it('is the source itself without perturbations; targets and what the source holds stay', async () => {
    expect(perturbedSource(source, held, { perturbations: [], rng })).toBe(source);
    const read = await perturbedSource(source, held, { perturbations: [right], rng }).read(held);
    expect(read.targets).toEqual((await source.read(held)).targets);
    const before = await source.read(held);
    expect(before.inputs.slice(0, 5)).toEqual(pixels.slice(0, 5));
  });

  it('refuses to mix examples, and to move what is no image', () => {
    const refused = expect.objectContaining({ code: 'E_DATA_AUGMENT' }) as Error;
    const mixing = { perturbations: [shift, registry.create('augmentation', 'mixup')], rng };
    expect(() => perturbedSource(source, held, mixing)).toThrow(refused);
    const rows = labelledSource([0, 1, 0], 2);
    expect(() => perturbedSource(rows, held, { perturbations: [shift], rng })).toThrow(refused);
  });
});
