import type { StudyMeasure, StudyRow, StudyRun, StudyUnit } from '@convlab/core';
import { meanOf } from './run-values.ts';
import { armsOf, type RunValue } from './runs.ts';

/** A column of the table of a study. */
export interface MeasureRule {
  readonly name: string;
  readonly unit: StudyUnit;
  readonly of: RunValue;
}

/** Every measure of every arm over its seeds. */
export function tableOf(rules: readonly MeasureRule[], runs: readonly StudyRun[]): readonly StudyRow[] {
  return armsOf(runs).map((arm) => {
    const own = runs.filter((run) => run.arm === arm);
    const measures = rules.map(({ name, of }) => [name, summarize(own.map(of))] as const);
    return { arm, measures: Object.fromEntries(measures) };
  });
}

function summarize(values: readonly (number | null)[]): StudyMeasure {
  const known = values.filter((value) => value !== null);
  const mean = meanOf(values);
  if (mean === null || known.length < 2) return { mean, deviation: null, values };
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (known.length - 1)), values };
}
