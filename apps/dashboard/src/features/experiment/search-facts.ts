import type { Domain, SearchSpace, TrialRecord } from '@convlab/core';
import { summarizeSearch } from '@convlab/evaluation/search-summary';
import type { SearchResult, TrialResult } from '@convlab/experiments';

/** The value after each trial that was judged with the full budget: its own, and the least so far. */
export function bestSoFar(
  trials: readonly TrialResult[],
): { readonly trial: number; readonly value: number; readonly best: number }[] {
  let best = Infinity;
  return trials.flatMap(({ number, value, budget }) => {
    if (typeof value !== 'number' || budget < 1) return [];
    best = Math.min(best, value);
    return [{ trial: number + 1, value, best }];
  });
}

/** Validation less training error of a trial, mean over its runs: of accuracy where it was measured, else of the loss. */
export function gapOf({ runs }: TrialResult): number | null {
  const gaps = runs.flatMap(({ metrics }) => {
    const of = (name: string) => metrics?.[name];
    const [right, learned] = [of('validation/accuracy'), of('trainEval/accuracy')];
    if (typeof right === 'number' && typeof learned === 'number') return [learned - right];
    const [loss, low] = [of('validation/loss'), of('trainEval/loss')];
    return typeof loss === 'number' && typeof low === 'number' ? [loss - low] : [];
  });
  return gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/**
 * A search whose trials are judged by their gaps in place of their errors: its best, what matters and where the optimum lies
 * follow from them.
 */
export function rankedByGap(search: SearchResult, space: SearchSpace): SearchResult {
  const trials = search.trials.map(({ value, ...trial }): TrialResult => ({
    ...trial,
    spread: null,
    ...(value === undefined ? {} : { value: value === null ? null : gapOf({ ...trial, value }) }),
  }));
  const { best, parameters } = summarizeSearch(space, trials as readonly TrialRecord[]);
  const { best: _byError, ...rest } = search;
  const bestTrial = trials.find(({ number }) => number === best?.number);
  return { ...rest, trials, parameters, ...(bestTrial === undefined ? {} : { best: bestTrial }) };
}

/** Which share of some values is at most as large as each of them, in their order; at most `maxPoints` of them, both ends kept. */
export function distributionOf(
  values: readonly number[],
  maxPoints = 400,
): { readonly value: number; readonly share: number }[] {
  const sorted = values.toSorted((a, b) => a - b);
  const every = Math.max(1, Math.ceil(sorted.length / maxPoints));
  return sorted.flatMap((value, i) =>
    i % every === 0 || i === sorted.length - 1 ? [{ value, share: (i + 1) / sorted.length }] : [],
  );
}

/** Whether values are spread so widely, and all above zero, that only a logarithmic axis tells the small ones apart. */
export function spansDecades(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low > 0 && high > 10 * low;
}

/** The least value that a share of all values is at or below; `undefined` where there are none. */
export function quantileOf(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

/** How many different values of each parameter were tried. */
export function distinctValues(
  trials: readonly TrialResult[],
  paths: readonly string[],
): { readonly path: string; readonly count: number }[] {
  return paths.map((path) => {
    const seen = trials.flatMap(({ values }) => (path in values ? [JSON.stringify(values[path])] : []));
    return { path, count: new Set(seen).size };
  });
}

/** The space of a specification, if it has one. */
export function spaceOf(spec: unknown): SearchSpace {
  return (spec as { search?: { space?: SearchSpace } } | null)?.search?.space ?? {};
}

/**
 * A domain that reaches farther at one end: a decade where it is logarithmic, its own width else. A bound does not cross
 * zero, as most settings make no sense there; `undefined` where it cannot be widened.
 */
export function widened(domain: Domain, end: 'low' | 'high'): Domain | undefined {
  if ('logUniform' in domain) {
    const [low, high] = domain.logUniform;
    return { ...domain, logUniform: end === 'low' ? [round(low / 10), high] : [low, round(high * 10)] };
  }
  if ('uniform' in domain) {
    const bounds = stretched(domain.uniform, end);
    return bounds === undefined ? undefined : { ...domain, uniform: bounds };
  }
  if ('integer' in domain) {
    const [low, high] = domain.integer;
    const bounds = end === 'low' && low === 1 ? undefined : stretched(domain.integer, end);
    if (bounds === undefined) return undefined;
    const floor = low >= 1 ? 1 : bounds[0];
    return { ...domain, integer: [Math.max(floor, Math.floor(bounds[0])), Math.max(high, bounds[1])] };
  }
  return undefined;
}

function stretched(
  [low, high]: readonly [number, number],
  end: 'low' | 'high',
): readonly [number, number] | undefined {
  const width = high - low;
  if (end === 'high') return [low, round(high + width)];
  if (low === 0) return undefined;
  return [low > 0 ? round(Math.max(low - width, low / 4)) : round(low - width), high];
}

/* Without the noise of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
