import { requireExperiment } from '@convlab/experiments';
import { expect, it } from 'vitest';
import { builtinRegistry } from '../registry/builtin-plugins.ts';
import { memoryOf, requireMemory } from './require-memory.ts';

const registry = builtinRegistry();
const digits = (training: object, optimizer: object | string = 'adam') =>
  requireExperiment(
    { data: { set: 'digits' }, network: { architecture: { id: 'mlp', hidden: [16] } }, optimizer, training },
    registry,
  );

it('counts weights, gradients, moments and feature maps of a batch', () => {
  const experiment = digits({ batchSize: 10 });
  const { numWeights } = experiment.network;
  const memory = memoryOf(experiment, registry);
  expect(memory).toMatchObject({ weightBytes: 4 * numWeights, gradientBytes: 4 * numWeights });
  expect(memory.optimizerBytes).toBe(2 * 4 * numWeights);
  expect(memoryOf(digits({ batchSize: 20 }), registry).activationBytes).toBe(2 * memory.activationBytes);
});

it('refuses what cannot fit, with the numbers', () => {
  const experiment = digits({ batchSize: 1_000_000 });
  const { totalBytes } = memoryOf(experiment, registry);
  expect(requireMemory(experiment, registry, totalBytes).totalBytes).toBe(totalBytes);
  expect(() => requireMemory(experiment, registry, totalBytes - 1)).toThrow(
    expect.objectContaining({
      code: 'E_MEMORY',
      path: ['training', 'batchSize'],
      message: expect.stringContaining('GiB') as string,
    }),
  );
});
