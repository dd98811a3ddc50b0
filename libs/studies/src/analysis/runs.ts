import type { StudyRun } from '@convlab/core';

/** What stands between the levels of factors in the name of an arm. */
const SEPARATOR = ' · ';

/** The name of an arm from its levels. */
export function armName(...levels: readonly (string | number)[]): string {
  return levels.join(SEPARATOR);
}

/** The levels that an arm's name is made of. */
export function levelsOf(arm: string): readonly string[] {
  return arm.split(SEPARATOR);
}

/** The first number in a level, such as 16 in `batch 16`. */
export function numberIn(level: string): number {
  return Number(/-?\d+(\.\d+)?(e-?\d+)?/.exec(level)?.[0] ?? NaN);
}

/** The arms of some runs, each once, in the order in which they come. */
export function armsOf(runs: readonly StudyRun[]): readonly string[] {
  return [...new Set(runs.map(({ arm }) => arm))];
}

/** The seeds of some runs, ascending. */
export function seedsOf(runs: readonly StudyRun[]): readonly number[] {
  return [...new Set(runs.map(({ seed }) => seed))].toSorted((a, b) => a - b);
}

/** A number of one training; `null` where it has none. */
export type RunValue = (run: StudyRun) => number | null;

/** The trainings of one seed, by arm. */
export interface SeedGroup {
  readonly seed: number;
  readonly runs: ReadonlyMap<string, StudyRun>;
  /** The value of an arm; `null` when the arm was not trained with this seed. */
  value(arm: string, of: RunValue): number | null;
}

/** The trainings of each seed, ascending. */
export function bySeed(runs: readonly StudyRun[]): readonly SeedGroup[] {
  return seedsOf(runs).map((seed) => {
    const own = new Map(runs.filter((run) => run.seed === seed).map((run) => [run.arm, run]));
    return {
      seed,
      runs: own,
      value: (arm, of) => {
        const run = own.get(arm);
        return run === undefined ? null : of(run);
      },
    };
  });
}
