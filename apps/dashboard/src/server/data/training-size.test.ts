import { createRng, type Registry } from '@convlab/core';
import { requireExperiment } from '@convlab/experiments';
import { builtinRegistry } from '@convlab/workbench';
import { describe, expect, it } from 'vitest';
import { trainingSize } from './training-size.ts';

const registry: Registry = builtinRegistry();

describe('trainingSize', () => {
  it.each([
    {},
    { protocol: { id: 'k-fold', folds: 5 } },
    { protocol: { id: 'repeated-hold-out', repeats: 3 } },
    { data: { set: 'digits', split: { train: 0.3, validation: 0.3, test: 0.4 } } },
  ])('is what the data are divided into when they are loaded: %j', async (change) => {
    const { spec, info } = requireExperiment({ data: { set: 'digits' }, ...change }, registry);
    const source = await registry.create('data-set', spec.data.set).load();
    const split = registry.create('split', spec.data.split);
    const [first] = registry.create('protocol', spec.protocol).plan(source, split, createRng(spec.seed));
    const size = trainingSize(spec, info, registry);
    expect(Math.abs(size - (first?.train.length ?? 0))).toBeLessThanOrEqual(info.numOutputs);
  });

  it('is a fraction of it where only a part is trained on, and never nothing', () => {
    const { spec, info } = requireExperiment({ data: { set: 'digits', fraction: 0.5 } }, registry);
    const whole = trainingSize({ ...spec, data: { ...spec.data, fraction: 1 } }, info, registry);
    expect(trainingSize(spec, info, registry)).toBeCloseTo(whole / 2, -1);
    expect(trainingSize({ ...spec, data: { ...spec.data, fraction: 1e-9 } }, info, registry)).toBe(1);
  });
});
