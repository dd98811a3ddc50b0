import {
  configText,
  shortPath,
  varyingPaths,
  type ConfigValue,
  type FlatConfig,
} from '../../format/flat-config.ts';

/** What a name is made from. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly config: FlatConfig;
}

/* Long lists of differences are no names. */
const MAX_DIFFERENCES = 3;
/** What people change most often tells most; the seed tells least. */
const TELLING = ['network', 'optimizer', 'regularizers', 'training', 'data', 'loss', 'seed'];

/** Paths of settings, the most telling first. */
export function byTelling(paths: readonly string[]): string[] {
  const rank = (path: string): number => {
    const index = TELLING.indexOf(path.split('.')[0] ?? '');
    return index === -1 ? TELLING.length : index;
  };
  return paths.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * A name for each run that tells it from the others: its own where nobody else has it, else with the settings in which it is not
 * like most of those of the same name.
 */
export function tellingNames(runs: readonly Named[]): ReadonlyMap<string, string> {
  const groups = new Map<string, Named[]>();
  for (const run of runs) groups.set(run.name, [...(groups.get(run.name) ?? []), run]);
  const names = new Map<string, string>();
  for (const [name, group] of groups) {
    const varying = byTelling(varyingPaths(group.map(({ config }) => config)));
    const usual = new Map(varying.map((path) => [path, commonest(group.map(({ config }) => config[path]))]));
    for (const run of group) {
      const differences = outermost(
        varying.filter((path) => run.config[path] !== undefined && run.config[path] !== usual.get(path)),
      )
        .slice(0, MAX_DIFFERENCES)
        .map((path) => `${shortPath(path)}=${configText(run.config[path])}`);
      names.set(run.id, [name, ...differences].join(' '));
    }
  }
  return names;
}

/** Paths without those below others: where a plugin differs, its own settings differ with it. */
export function outermost(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}

function commonest(values: readonly (ConfigValue | undefined)[]): ConfigValue | undefined {
  const counts = new Map<ConfigValue | undefined, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
