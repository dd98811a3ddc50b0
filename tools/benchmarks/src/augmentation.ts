/**
 * What augmentation adds to a training step of the small CNN: batches are read with and without it, and steps run, in turns.
 * Fails when translation and rotation together cost more than a tenth of a step. Medians of processor time.
 *
 * npm run bench:augmentation -w @convlab/benchmarks
 */
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, createRng } from '@convlab/core';
import { augmentedSource, dataPreset } from '@convlab/data';
import { createStep, inputOf, smallCnn } from './models.ts';

const BATCH_SIZE = 64;
const ROUNDS = 60;

const registry = createRegistry().use(...dataPreset);
const source = await registry.create('data-set', 'fashion-mnist-mini').load();
const indices = Int32Array.from({ length: BATCH_SIZE }, (_, i) => i * 7);

const augmented = (...augmentations: ReturnType<typeof registry.create<'augmentation'>>[]) =>
  augmentedSource(source, { augmentations, rng: createRng(1), epoch: 1 });

const readers = {
  plain: source,
  'translate, rotate': augmented(
    registry.create('augmentation', { id: 'translate', fraction: 0.1 }),
    registry.create('augmentation', { id: 'rotate', degrees: 10 }),
  ),
  'translate, rotate, shear, lens, noise': augmented(
    registry.create('augmentation', 'translate'),
    registry.create('augmentation', 'rotate'),
    registry.create('augmentation', 'shear'),
    registry.create('augmentation', 'lens'),
    registry.create('augmentation', 'noise'),
  ),
};

const { gemm } = await useConvlabBackend();
const step = createStep(smallCnn(), inputOf([BATCH_SIZE, 28, 28, 1]), true);
for (let i = 0; i < 5; i++) step();

const times: Record<string, number[]> = { step: [] };
for (let round = 0; round < ROUNDS; round++) {
  await record('step', step);
  for (const [name, reader] of Object.entries(readers)) await record(name, () => reader.read(indices));
}

const stepMs = median(times['step'] ?? []);
const plainMs = median(times['plain'] ?? []);
console.log(`small CNN, batch ${BATCH_SIZE} of 28 × 28 × 1, ${gemm}: ${stepMs.toFixed(1)} ms per step`);
for (const name of Object.keys(readers)) {
  const added = median(times[name] ?? []) - plainMs;
  console.log(
    `${name}: ${added.toFixed(2)} ms more per batch, ${((100 * added) / stepMs).toFixed(1)} % of a step`,
  );
}
const share = (median(times['translate, rotate'] ?? []) - plainMs) / stepMs;
process.exitCode = share <= 0.1 ? 0 : 1;

async function record(name: string, work: () => unknown): Promise<void> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  (times[name] ??= []).push((user + system) / 1000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
