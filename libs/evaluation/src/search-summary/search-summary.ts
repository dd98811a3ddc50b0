import type { Domain, SearchSpace, TrialRecord } from '@convlab/core';
import { meanAndDeviation } from '../_internal/distributions.ts';
import { isChoice, orderedParameters, placeOf } from '../search-space/search-space.ts';

/** What a search found about one parameter. */
export interface ParameterSummary {
  readonly path: string;
  /**
   * Share of the error's variance between trials that the parameter explains by itself (epsilon squared, from groups of like
   * values): about 0 when it does not matter, 1 when nothing else does; `null` with too few trials.
   */
  readonly importance: number | null;
  /** At which end of its range the best trial lies; absent when inside. The range should then be widened. */
  readonly edge?: 'low' | 'high';
}

/** What a search found. */
export interface SearchSummary {
  /** The best finished trial with the full budget; absent when there is none. */
  readonly best?: TrialRecord;
  readonly numFinished: number;
  readonly numFailed: number;
  /** Most important first. */
  readonly parameters: readonly ParameterSummary[];
}

/* A place within this share of the range from its end is at the edge. */
const EDGE = 0.05;
/* Numbers are compared in so many groups of like values. */
const NUM_GROUPS = 4;

/**
 * The best trial, parameters by importance, and whose optimum lies at the edge of its range.
 *
 * epsilon² = (SS_between - (k - 1) MS_within) / SS_total over k groups of like values; may be a little below 0.
 *
 * @see Kelley, "An unbiased correlation ratio measure", PNAS 21, 1935.
 */
export function summarizeSearch(space: SearchSpace, records: readonly TrialRecord[]): SearchSummary {
  const full = records.filter(({ budget, value }) => budget === 1 && typeof value === 'number');
  const best = full.reduce<TrialRecord | undefined>(
    (found, record) => (found === undefined || (record.value ?? 0) < (found.value ?? 0) ? record : found),
    undefined,
  );
  const parameters = orderedParameters(space).map(({ path, domain }): ParameterSummary => {
    const edge = best === undefined ? undefined : edgeOf(domain, best.values[path]);
    return { path, importance: importanceOf(path, domain, full), ...(edge === undefined ? {} : { edge }) };
  });
  return {
    ...(best === undefined ? {} : { best }),
    numFinished: records.filter(({ value }) => typeof value === 'number').length,
    numFailed: records.filter(({ value }) => value === null).length,
    parameters: parameters.toSorted((a, b) => (b.importance ?? -Infinity) - (a.importance ?? -Infinity)),
  };
}

function edgeOf(domain: Domain, value: unknown): 'low' | 'high' | undefined {
  if (isChoice(domain) || typeof value !== 'number') return undefined;
  if ('integer' in domain) {
    const [low, high] = domain.integer;
    if (low === high) return undefined;
    return value === low ? 'low' : value === high ? 'high' : undefined;
  }
  const place = placeOf(domain, value);
  return place <= EDGE ? 'low' : place >= 1 - EDGE ? 'high' : undefined;
}

function importanceOf(path: string, domain: Domain, full: readonly TrialRecord[]): number | null {
  const points = full.flatMap(({ values, value }) => {
    const chosen = values[path];
    return chosen === undefined ? [] : [{ chosen, error: value as number }];
  });
  const all = points.map(({ chosen }) => chosen);
  const groups = groupBy(points, ({ chosen }) => groupKey(domain, chosen, all));
  const n = points.length;
  const k = groups.length;
  if (k < 2 || n <= k) return null;
  const { mean } = meanAndDeviation(points.map(({ error }) => error));
  const total = points.reduce((sum, { error }) => sum + (error - mean) ** 2, 0);
  if (total === 0) return null;
  const between = groups.reduce((sum, group) => {
    const groupMean = meanAndDeviation(group.map(({ error }) => error)).mean;
    return sum + group.length * (groupMean - mean) ** 2;
  }, 0);
  return (between - ((k - 1) * (total - between)) / (n - k)) / total;
}

/** Choices are their own groups; numbers are grouped by rank, so that every group has about as many. */
function groupKey(domain: Domain, chosen: unknown, all: readonly unknown[]): string | number {
  if (isChoice(domain)) return JSON.stringify(chosen);
  const below = all.filter((other) => (other as number) < (chosen as number)).length;
  return Math.floor((NUM_GROUPS * below) / all.length);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | number): T[][] {
  const groups = new Map<string | number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
