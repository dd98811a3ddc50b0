import type { Rng, SearchSpace, Trial, TrialRecord } from '@convlab/core';
import { orderedParameters, sampleValues } from '../search-space/search-space.ts';
import { errorOf, freeSlots } from './search-config.ts';

/** One race: how many trials run at each budget, from the first rung to the last. */
export type Bracket = readonly { readonly count: number; readonly budget: number }[];

/** A race from `count` trials at the smallest budget up to the full one, with a factor of `eta` between rungs. */
export function makeBracket(count: number, rungs: number, eta: number): Bracket {
  return Array.from({ length: rungs }, (_, rung) => ({
    // 27 / 3^3 must not become 0.99….
    count: Math.max(1, Math.floor(count / eta ** rung + 1e-9)),
    budget: eta ** (rung + 1 - rungs),
  }));
}

/** The number of rungs between a smallest budget and the full one. */
export function numRungs(minBudget: number, eta: number): number {
  return Math.floor(Math.log(1 / minBudget) / Math.log(eta) + 1e-9) + 1;
}

/** Trials in all. */
export function countTrials(brackets: readonly Bracket[]): number {
  return brackets.flat().reduce((sum, { count }) => sum + count, 0);
}

/**
 * The next trials of several races. A rung starts when all trials of the one below are finished; its trials continue the best
 * of those, without the failed ones.
 */
export function proposeRaces(
  brackets: readonly Bracket[],
  space: SearchSpace,
  records: readonly TrialRecord[],
  rng: Rng,
  slots: number,
): Trial[] {
  const wanted = brackets.flatMap((bracket, index) => {
    const before = brackets.slice(0, index).reduce((sum, [first]) => sum + (first?.count ?? 0), 0);
    return wantedOf(bracket, before, records);
  });
  const parameters = orderedParameters(space);
  return wanted.slice(0, freeSlots(records, slots)).map((one, i) => {
    const number = records.length + i;
    if ('start' in one) {
      const values = sampleValues(parameters, rng.fold('trial').fold(one.start));
      return { number, values, budget: one.budget };
    }
    return { number, values: one.continued.values, budget: one.budget, continues: one.continued.number };
  });
}

type Wanted =
  | { readonly start: number; readonly budget: number }
  | { readonly continued: TrialRecord; readonly budget: number };

/** What a race lacks at its present rung. `before` is the number of trials that earlier races start with. */
function wantedOf(bracket: Bracket, before: number, records: readonly TrialRecord[]): Wanted[] {
  const [first, ...higher] = bracket;
  if (first === undefined) return [];
  const starts = records.filter(({ continues }) => continues === undefined);
  let members = starts.slice(before, before + first.count);
  if (members.length < first.count) {
    return Array.from({ length: first.count - members.length }, (_, i) => ({
      start: before + members.length + i,
      budget: first.budget,
    }));
  }
  for (const { count, budget } of higher) {
    if (members.some(({ value }) => value === undefined)) return [];
    const survivors = members
      .filter(({ value }) => value !== null)
      .toSorted((a, b) => errorOf(a) - errorOf(b))
      .slice(0, count);
    const continuations = survivors.map((one) => records.find(({ continues }) => continues === one.number));
    const missing = survivors.filter((_, i) => continuations[i] === undefined);
    if (missing.length > 0) return missing.map((continued) => ({ continued, budget }));
    members = continuations.filter((record) => record !== undefined);
  }
  return [];
}
