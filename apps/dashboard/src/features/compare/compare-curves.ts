import { runColour } from '../../charts/colours.ts';
import { pointAt, type CurveSeries, type Dash, type Point } from '../../charts/points.ts';
import type { ApiOutputs } from '../../client/api.ts';
import { epochPositions, isXKind, metricPoints } from '../common/run-series.ts';

/** A run with its epochs, as it is compared. */
export type ComparedRun = ApiOutputs['runs']['get'] & {
  /** Of a forward pass of one example; `null` where it is not known. */
  readonly multiplyAdds?: number | null;
};

/** Runs that share a hue are told apart by their dashes. */
const DASHES: readonly Dash[] = ['solid', 'dashed', 'dotted'];

/** All metrics that some of the runs have measured: validation first, the loss before others. */
export function metricsOf(runs: readonly ComparedRun[]): string[] {
  const names = new Set(runs.flatMap(({ epochs }) => Object.keys(epochs[0]?.metrics ?? {})));
  const rank = (name: string) =>
    (name.startsWith('validation/') ? 0 : name.startsWith('trainEval/') ? 2 : 4) +
    (name.endsWith('/loss') ? 1 : 0);
  return [...names].sort().toSorted((a, b) => rank(a) - rank(b));
}

/**
 * One metric of a run along x: a kind of x, or the name of another metric. Over a metric its points come in the order of training,
 * and epochs in which that is not a number have none.
 */
export function curvePoints(
  { run, epochs, multiplyAdds = null }: ComparedRun,
  metric: string,
  x: string,
): Point[] {
  if (isXKind(x)) {
    const positions = epochPositions(epochs, x, {
      numTrain: run.started?.numExamples.train ?? null,
      multiplyAdds,
    });
    return metricPoints(epochs, positions, metric);
  }
  return epochs.flatMap(({ metrics }): Point[] => {
    const [place, value] = [metrics[x], metrics[metric]];
    if (typeof place !== 'number' || !Number.isFinite(place) || value === undefined) return [];
    return [{ x: place, y: value }];
  });
}

/** One metric of every run; `x` is a kind of x or the name of another metric. */
export function overlay(
  runs: readonly ComparedRun[],
  names: ReadonlyMap<string, string>,
  metric: string,
  x: string,
): CurveSeries[] {
  const used = new Map<number, number>();
  return runs.flatMap((one): CurveSeries[] => {
    const { run } = one;
    const points = curvePoints(one, metric, x);
    const before = used.get(run.colour % 10) ?? 0;
    used.set(run.colour % 10, before + 1);
    if (points.length === 0) return [];
    const dash = DASHES[before % DASHES.length] ?? 'solid';
    return [
      { key: run.id, label: names.get(run.id) ?? run.name, colour: runColour(run.colour), dash, points },
    ];
  });
}

/** Each curve minus the baseline's at the same place; where the baseline has no value there is none. */
export function differences(series: readonly CurveSeries[], baseline: string): CurveSeries[] {
  const base = series.find(({ key }) => key === baseline);
  if (base === undefined) return [];
  return series
    .filter(({ key }) => key !== baseline)
    .map((one) => ({
      ...one,
      points: one.points.flatMap(({ x, y }): Point[] => {
        const other = pointAt(base.points, x)?.y;
        return other === undefined ? [] : [{ x, y: y === null || other === null ? null : y - other }];
      }),
    }))
    .filter(({ points }) => points.length > 0);
}

/** The best value of each curve, the best curve first. */
export function ranking(
  series: readonly CurveSeries[],
  higherIsBetter: boolean,
): readonly { readonly label: string; readonly value: number }[] {
  return series
    .flatMap(({ label, points }) => {
      const value = bestOf(points, higherIsBetter);
      return value === undefined ? [] : [{ label, value }];
    })
    .sort((a, b) => (higherIsBetter ? b.value - a.value : a.value - b.value));
}

/** The best value of a curve; `undefined` where it has none. */
export function bestOf(points: readonly Point[], higherIsBetter: boolean): number | undefined {
  const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
  if (values.length === 0) return undefined;
  return values.reduce((best, y) => (higherIsBetter ? Math.max(best, y) : Math.min(best, y)));
}

/** Whether a metric is better when it is higher, by its name. */
export function isHigherBetter(metric: string): boolean {
  return !/loss|error/.test(metric.split('/')[1] ?? metric);
}
