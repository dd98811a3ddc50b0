import type { StudyBudget } from '@convlab/core';
import type { ExperimentSpec } from '@convlab/experiments';

/** The parts that every study divides its data into. The test part stays closed: arms are compared on validation. */
export const SPLIT = { train: 0.7, validation: 0.15, test: 0.15 } as const;

/** Something that differs between budgets. */
export type PerBudget<T> = Readonly<Record<StudyBudget, T>>;

/** The seeds of each budget: two are enough to see that a study runs, five to tell an effect from noise. */
export const SEEDS: PerBudget<readonly number[]> = {
  smoke: [1, 2],
  lesson: [1, 2, 3, 4, 5],
  full: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

/** Data of a study, with its split written out. */
export function studyData(
  set: ExperimentSpec['data']['set'],
  more: Omit<ExperimentSpec['data'], 'set' | 'split'> = {},
): ExperimentSpec['data'] {
  return { set, split: { id: 'stratified', ...SPLIT }, ...more };
}
