import { countRuns, requireExperiment, studyExperiment } from '@convlab/experiments';
import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/registry.ts';
import { studyPreset } from './preset.ts';

describe.each(studyPreset.map(({ id }) => id))('%s', (id) => {
  it.each(['smoke', 'lesson', 'full'] as const)('can be run at the budget %s', (budget) => {
    const { spec } = requireExperiment(studyExperiment(id, budget, registry), registry);
    const arms = spec.study?.arms ?? [];
    const seeds = spec.study?.seeds ?? [];
    const runs = arms.reduce((sum, arm) => sum + (arm.seeds ?? seeds).length, 0);
    expect(countRuns(spec, registry)).toBe(runs);
    // The test part stays closed, and intervals assume this split.
    expect(spec.test).toBe(false);
    expect(spec.data.split).toMatchObject({ train: 0.7, validation: 0.15 });
  });
});
