import type { StudyChart, StudyRun } from '@convlab/core';
import { meanOf } from './run-values.ts';
import { armsOf, levelsOf, numberIn, type RunValue } from './runs.ts';

type Point = StudyChart['series'][number]['points'][number];

/** Draws a picture from the trainings of a study. */
export type ChartRule = (runs: readonly StudyRun[]) => StudyChart;

/** A metric over epochs, one line for each arm: the mean over seeds, with the smallest and the largest. */
export function curves(
  title: string,
  metric: string,
  y: StudyChart['y'],
  toY: (value: number) => number = (value) => value,
): ChartRule {
  return (runs) => ({
    title,
    x: { label: 'epoch' },
    y,
    series: armsOf(runs).map((arm) => {
      const own = runs.filter((run) => run.arm === arm);
      const length = Math.max(0, ...own.map(({ rows }) => rows.length));
      const points = Array.from({ length }, (_, i) =>
        spread(
          i + 1,
          own.map(({ rows }) => {
            const value = rows[i]?.[metric];
            return typeof value === 'number' ? toY(value) : null;
          }),
        ),
      );
      return { name: arm, points: points.flat() };
    }),
  });
}

/** The validation error over epochs. */
export const validationCurves: ChartRule = curves(
  'Validation error',
  'validation/accuracy',
  { label: 'validation error', unit: 'share' },
  (accuracy) => 1 - accuracy,
);

/** The error on training examples over epochs. */
export const trainCurves: ChartRule = curves(
  'Training error',
  'trainEval/accuracy',
  { label: 'training error', unit: 'share' },
  (accuracy) => 1 - accuracy,
);

/** A value of each arm, side by side, in the order of the arms. */
export function armPoints(title: string, y: StudyChart['y'], of: RunValue): ChartRule {
  return (runs) => {
    const arms = armsOf(runs);
    return {
      title,
      x: { label: '', ticks: arms },
      y,
      series: [{ name: y.label, points: arms.flatMap((arm, i) => spread(i, valuesOf(runs, arm, of))) }],
    };
  };
}

/** A value over the number in an arm's last level, one line for each of its first levels. */
export function factorLines(title: string, x: StudyChart['x'], y: StudyChart['y'], of: RunValue): ChartRule {
  return (runs) => {
    const arms = armsOf(runs);
    const names = [...new Set(arms.map(seriesOf))];
    return {
      title,
      x,
      y,
      series: names.map((name) => ({
        name,
        points: arms
          .filter((arm) => seriesOf(arm) === name)
          .flatMap((arm) => spread(numberIn(levelsOf(arm).at(-1) ?? ''), valuesOf(runs, arm, of)))
          .toSorted((a, b) => a.x - b.x),
      })),
    };
  };
}

const seriesOf = (arm: string): string => levelsOf(arm).slice(0, -1).join(' · ');

function valuesOf(runs: readonly StudyRun[], arm: string, of: RunValue): readonly (number | null)[] {
  return runs.filter((run) => run.arm === arm).map(of);
}

/** The mean of some values at `x` with the smallest and the largest, or nothing without any. */
export function spread(x: number, values: readonly (number | null)[]): readonly Point[] {
  const known = values.filter((value) => value !== null);
  const mean = meanOf(known);
  if (mean === null) return [];
  if (known.length === 1) return [{ x, y: mean }];
  return [{ x, y: mean, low: Math.min(...known), high: Math.max(...known) }];
}
