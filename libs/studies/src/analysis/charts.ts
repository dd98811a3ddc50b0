import type { StudyChart, StudyRun } from '@convlab/core';
import { meanOf, secondsUntil } from './run-values.ts';
import { armsOf, levelsOf, numberIn, type RunValue } from './runs.ts';

type Point = StudyChart['series'][number]['points'][number];

/** Draws a picture from the trainings of a study. */
export type ChartRule = (runs: readonly StudyRun[]) => StudyChart;

/** What a training has spent by the end of an epoch. */
interface Spent {
  readonly x: StudyChart['x'];
  /** @param i  the epoch, from 0; `null` when it is not known */
  readonly by: (run: StudyRun, i: number) => number | null;
}

/** Epochs: every example of the training part seen once more. */
const EPOCHS: Spent = { x: { label: 'epoch' }, by: (_run, i) => i + 1 };

/** Updates of the weights, on a logarithmic axis. */
export const UPDATES: Spent = {
  x: { label: 'updates', log: true },
  by: ({ stepsPerEpoch }, i) => (stepsPerEpoch === null ? null : (i + 1) * stepsPerEpoch),
};

/** Wall time on a logarithmic axis: the machine's, to be looked at and not to be judged. */
export const WALL_TIME: Spent = {
  x: { label: 'seconds, as measured', log: true },
  by: (run, i) => secondsUntil(run, i + 1),
};

/** A metric over epochs, one line for each arm: the mean over seeds, with the smallest and the largest. */
export function curves(
  title: string,
  metric: string,
  y: StudyChart['y'],
  toY: (value: number) => number = (value) => value,
): ChartRule {
  return curvesOver(EPOCHS, title, metric, y, toY);
}

/** As {@link curves}, over something else that is spent; where seeds differ in it, over their mean. */
export function curvesOver(
  { x, by }: Spent,
  title: string,
  metric: string,
  y: StudyChart['y'],
  toY: (value: number) => number = (value) => value,
): ChartRule {
  return (runs) => ({
    title,
    x,
    y,
    series: armsOf(runs).map((arm) => {
      const own = runs.filter((run) => run.arm === arm);
      const length = Math.max(0, ...own.map(({ rows }) => rows.length));
      const points = Array.from({ length }, (_, i) => {
        const at = meanOf(own.map((run) => by(run, i)));
        const values = own.map(({ rows }) => {
          const value = rows[i]?.[metric];
          return typeof value === 'number' ? toY(value) : null;
        });
        return at === null ? [] : spread(at, values);
      });
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
