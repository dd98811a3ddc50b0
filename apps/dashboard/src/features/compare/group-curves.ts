import { differenceInterval, meanInterval, type Interval } from '@convlab/evaluation/intervals';
import type { SpreadKind } from '@convlab/evaluation/spread';
import type { CurveSeries, Point } from '../../charts/points.ts';
import { meanCurve, meanTrail, type Limits } from '../common/mean-curve.ts';
import { isXKind } from '../common/run-series.ts';
import { bestOf, curvePoints, isHigherBetter } from './compare-curves.ts';
import type { RunGroup } from './run-groups.ts';

/** A group as it is drawn: its mean, and its runs faint behind it. */
export interface GroupCurves {
  readonly mean: CurveSeries;
  readonly members: readonly CurveSeries[];
}

/**
 * One metric of every group.
 *
 * @param x  what the curves stand over: a kind of x or the name of another metric
 */
export function groupCurves(
  groups: readonly RunGroup[],
  names: ReadonlyMap<string, string>,
  metric: string,
  x: string,
  band: SpreadKind,
): GroupCurves[] {
  return groups.flatMap((group): GroupCurves[] => {
    const points = meanPoints(group, metric, x, band);
    if (points.length === 0) return [];
    const { key, label, colour, dash, runs } = group;
    const members = runs.map((one): CurveSeries => ({
      key: one.run.id,
      label: names.get(one.run.id) ?? one.run.name,
      colour,
      faint: true,
      points: curvePoints(one, metric, x),
    }));
    return [{ mean: { key, label, colour, dash, points }, members: runs.length > 1 ? members : [] }];
  });
}

/* A single run is its own mean and has no band. */
function meanPoints({ runs }: RunGroup, metric: string, x: string, band: SpreadKind): Point[] {
  const [only, ...others] = runs;
  if (only !== undefined && others.length === 0) return curvePoints(only, metric, x);
  const limits = limitsOf(metric);
  if (isXKind(x))
    return meanCurve(
      runs.map((one) => curvePoints(one, metric, x)),
      band,
      limits,
    );
  const byEpoch = (name: string) => runs.map((one) => curvePoints(one, name, 'epoch'));
  return meanTrail(byEpoch(x), byEpoch(metric), band, limits);
}

function limitsOf(metric: string): Limits {
  if (/accuracy|precision|recall|f1|auc|top-\d+$/.test(metric)) return [0, 1];
  return /loss|error|brier/.test(metric) ? [0, Infinity] : [-Infinity, Infinity];
}

/** How well the runs of a group do at their best epochs. */
export interface GroupScore {
  readonly label: string;
  readonly values: readonly number[];
  readonly mean: number;
  /** The 95 % interval of the mean; none for a single run. */
  readonly interval: Interval | null;
}

/** The groups by the mean of the best values of their runs, the best group first; runs that have not measured it do not count. */
export function rankGroups(groups: readonly RunGroup[], metric: string): GroupScore[] {
  const higher = isHigherBetter(metric);
  return groups
    .flatMap(({ label, runs }): GroupScore[] => {
      const values = runs.flatMap((one) => bestOf(curvePoints(one, metric, 'epoch'), higher) ?? []);
      if (values.length === 0) return [];
      const interval = values.length > 1 ? meanInterval(values) : null;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [{ label, values, mean, interval }];
    })
    .sort((a, b) => (higher ? b.mean - a.mean : a.mean - b.mean));
}

/** How far the first group is ahead of the second, with the 95 % interval by Welch; `null` where one of them has a single run. */
export function leadOf(first: GroupScore, second: GroupScore, metric: string): Interval | null {
  if (first.values.length < 2 || second.values.length < 2) return null;
  return isHigherBetter(metric)
    ? differenceInterval(first.values, second.values)
    : differenceInterval(second.values, first.values);
}
