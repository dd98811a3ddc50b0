import { requireExperiment } from '@convlab/experiments';
import { builtinRegistry } from '@convlab/workbench';
import { expect, it } from 'vitest';
import { learningCurveOf } from './learning-curve-spec.ts';

const registry = builtinRegistry();

it('is an experiment of the same training, also of a run of many', () => {
  const { spec } = requireExperiment(
    { data: { set: 'digits' }, optimizer: 'sgd', protocol: { id: 'k-fold', folds: 3 }, seed: 7 },
    registry,
  );
  const fold = { ...spec, run: { stage: 'folds', split: 2 } };
  const plan = learningCurveOf(fold, 'digits · fold 3');
  const made = requireExperiment(plan?.spec, registry).spec;
  expect(made.optimizer).toEqual(spec.optimizer);
  expect(made.seed).toBe(7);
  expect(made.run).toBeUndefined();
  expect(made.learningCurve?.fractions).toHaveLength(4);
  expect(plan?.trainings).toBe(12);
});

it('is nothing for what is no specification', () => {
  expect(learningCurveOf(null, 'x')).toBeUndefined();
});
