import { runColour } from '../../charts/colours.ts';
import type { Dash } from '../../charts/points.ts';
import {
  configText,
  flattenConfig,
  shortPath,
  varyingPaths,
  type FlatConfig,
} from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { byTelling, outermost } from '../common/telling-names.ts';
import type { ComparedRun } from './compare-curves.ts';

/** Runs that are drawn as one mean. */
export interface RunGroup {
  /** Unique among the groups. */
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly dash: Dash;
  readonly runs: readonly ComparedRun[];
}

/** How runs are put together: not at all, by all settings but the repetition, by experiment, by a setting, by all but one. */
export type Grouping =
  | { readonly by: 'none' | 'repeats' | 'experiment' }
  | { readonly by: 'setting' | 'all-but'; readonly path: string };

/** Where runs differ that are repetitions of one another: seeds, folds, members. */
const REPEATS: ReadonlySet<string> = new Set([
  'seed',
  'run.seed',
  'run.split',
  'run.outerFold',
  'run.member',
  'run.repeat',
]);
/* Numbers of trials are names, and the values of a trial are settings already. */
const NAMES = /^run\.(trial|continues|values\..*)$/;
/* What planning says of a run is no name for a group. */
const DULL = /^(test|run\.(stage|budget|learning|bootstrap))$/;

/** More lines are not told apart. */
export const MAX_GROUPS = 10;
/* More settings are no name. */
const MAX_IN_LABEL = 3;
const DASHES: readonly Dash[] = ['solid', 'dashed', 'dotted'];

/** How the address names a grouping; empty for the one that suits the runs. */
export function parseGrouping(text: string, runs: readonly ComparedRun[], wanted: boolean): Grouping {
  if (text === 'none' || text === 'repeats' || text === 'experiment') return { by: text };
  if (text.startsWith('-')) return { by: 'all-but', path: text.slice(1) };
  if (text !== '') return { by: 'setting', path: text };
  return { by: wanted || areRepeats(runs) ? 'repeats' : 'none' };
}

/** The address's name of a grouping. */
export function groupingText(grouping: Grouping): string {
  if (grouping.by === 'setting') return grouping.path;
  return grouping.by === 'all-but' ? `-${grouping.path}` : grouping.by;
}

/** The settings in which runs differ, the most telling first. */
export function varyingSettings(runs: readonly ComparedRun[]): string[] {
  return byTelling(varyingPaths(runs.map(configOf)));
}

/** The settings of a run that can tell it from others. */
function configOf({ run }: ComparedRun): FlatConfig {
  const entries = Object.entries(flattenConfig(run.spec)).filter(([path]) => !NAMES.test(path));
  return Object.fromEntries(entries);
}

/** The settings that all runs of a group have; “N values” where they do not agree. */
export function commonConfig({ runs }: RunGroup): FlatConfig {
  const configs = runs.map(configOf);
  const mixed = varyingPaths(configs).map((path): [string, string] => [
    path,
    texts.compare.groups.mixed(new Set(configs.map((config) => config[path])).size),
  ]);
  return { ...configs[0], ...Object.fromEntries(mixed) };
}

/**
 * Puts runs together that have the same settings, as far as `grouping` looks at them.
 *
 * @returns all groups, those of a numeric setting in its order, others as their first runs come
 */
export function groupRuns(runs: readonly ComparedRun[], grouping: Grouping): RunGroup[] {
  const configs = new Map(runs.map((one) => [one, configOf(one)]));
  const paths = pathsOf(varyingPaths([...configs.values()]), grouping);
  const groups = new Map<string, ComparedRun[]>();
  for (const [one, config] of configs) {
    const key =
      grouping.by === 'experiment'
        ? one.run.experimentId
        : JSON.stringify(paths.map((path) => config[path] ?? null));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const members = [...groups.values()];
  if (grouping.by === 'setting') members.sort(byValue(grouping.path, configs));
  const labels = labelsOf(members, paths, configs);
  const looks = looksOf(members);
  return members.map((group, i) => ({
    key: `group-${group[0]?.run.id ?? i}`,
    label: labels[i] ?? '',
    ...(looks[i] as Pick<RunGroup, 'colour' | 'dash'>),
    runs: group,
  }));
}

/** Those of most runs, where there are more than can be drawn; in their order. */
export function largestGroups(groups: readonly RunGroup[]): readonly RunGroup[] {
  const kept = new Set(groups.toSorted((a, b) => b.runs.length - a.runs.length).slice(0, MAX_GROUPS));
  return groups.filter((group) => kept.has(group));
}

function areRepeats(runs: readonly ComparedRun[]): boolean {
  const [first] = runs;
  if (first === undefined || runs.some(({ run }) => run.experimentId !== first.run.experimentId))
    return false;
  return runs.length > 1 && groupRuns(runs, { by: 'repeats' }).length < runs.length;
}

function pathsOf(varying: readonly string[], grouping: Grouping): readonly string[] {
  switch (grouping.by) {
    case 'experiment':
      return [];
    case 'setting':
      return [grouping.path];
    case 'all-but':
      return byTelling(varying.filter((path) => path !== grouping.path));
    case 'repeats':
      return byTelling(varying.filter((path) => !REPEATS.has(path)));
    case 'none':
      return byTelling(varying);
  }
}

function byValue(path: string, configs: ReadonlyMap<ComparedRun, FlatConfig>) {
  const valueOf = ([first]: readonly ComparedRun[]): number => {
    const value = first === undefined ? undefined : configs.get(first)?.[path];
    return typeof value === 'number' ? value : Infinity;
  };
  return (a: readonly ComparedRun[], b: readonly ComparedRun[]): number =>
    valueOf(a) === valueOf(b) ? 0 : valueOf(a) - valueOf(b);
}

/* A group is called after its settings, and after its runs where they share a name that is not that of all. */
function labelsOf(
  groups: readonly (readonly ComparedRun[])[],
  paths: readonly string[],
  configs: ReadonlyMap<ComparedRun, FlatConfig>,
): string[] {
  const firsts = groups.flatMap(([first]) => first ?? []);
  const names = firsts.map(nameOf);
  const areShared = groups.every((group, i) => group.every((one) => nameOf(one) === names[i]));
  const told = outermost(paths)
    .filter((path) => !DULL.test(path))
    .slice(0, MAX_IN_LABEL);
  const named = (areShared && new Set(names).size > 1) || told.length === 0;
  const labels = firsts.map((first, i) =>
    [
      ...(named ? [names[i] ?? ''] : []),
      ...told.map((path) => `${shortPath(path)}=${configText(configs.get(first)?.[path])}`),
    ].join(' '),
  );
  return labels.map((label, i) => {
    const before = labels.slice(0, i).filter((other) => other === label).length;
    return before === 0 ? label : `${label} (${before + 1})`;
  });
}

/* Runs of an experiment have its name, and behind it which of them they are. */
function nameOf({ run }: ComparedRun): string {
  return run.name.split(' · ')[0] ?? run.name;
}

/* The hue of its first run, unless another group has it. */
function looksOf(groups: readonly (readonly ComparedRun[])[]): Pick<RunGroup, 'colour' | 'dash'>[] {
  const uses = new Array<number>(10).fill(0);
  return groups.map(([first]) => {
    const own = (first?.run.colour ?? 0) % 10;
    const hue = uses[own] === 0 ? own : uses.indexOf(Math.min(...uses));
    const before = uses[hue] ?? 0;
    uses[hue] = before + 1;
    return { colour: runColour(hue), dash: DASHES[before % DASHES.length] ?? 'solid' };
  });
}
