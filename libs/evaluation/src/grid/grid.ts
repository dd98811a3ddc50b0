import { definePlugin, type ParameterValue, type SearchSpace } from '@convlab/core';
import { z } from 'zod';
import { freeSlots } from '../_internal/search-config.ts';
import {
  applies,
  isChoice,
  limitsOf,
  orderedParameters,
  spaceError,
  valueAt,
  type Parameter,
  type Values,
} from '../search-space/search-space.ts';

const MAX_TRIALS = 10_000;

const config = z.strictObject({
  points: z.int().min(1).max(1000).default(3).meta({
    title: 'Points',
    description: 'Values of each numeric parameter, from its lowest to its highest.',
  }),
});

/**
 * Grid search: all combinations of evenly spaced values.
 *
 * p values of q parameters make p^q trials. Numbers are spaced evenly, those of logarithmic domains in the logarithm, both
 * bounds included; integers are rounded and not repeated; choices are taken whole. Conditional parameters multiply only the
 * trials that they apply to.
 * @throws {ConvlabError} E_SEARCH_SPACE when there would be more than 10,000 trials
 */
export const gridSearch = definePlugin({
  kind: 'search',
  id: 'convlab/grid',
  version: 1,
  title: 'Grid search',
  summary: 'Tries all combinations of evenly spaced values.',
  formula: 'trials = points^parameters',
  config,
  create: ({ points }) => ({
    numTrials: (space) => allValues(space, points).length,
    propose: (space, records, _rng, slots) => {
      const next = records.length;
      return allValues(space, points)
        .slice(next, next + freeSlots(records, slots))
        .map((values, i) => ({ number: next + i, values, budget: 1 }));
    },
  }),
});

function allValues(space: SearchSpace, points: number): Values[] {
  const parameters = orderedParameters(space).map((parameter) => ({
    ...parameter,
    grid: gridOf(parameter, points),
  }));
  // An upper bound, as conditions only leave trials out; counted before anything is listed.
  const most = parameters.reduce((product, { grid }) => product * grid.length, 1);
  const unconditional = parameters
    .filter(({ domain }) => domain.when === undefined)
    .reduce((product, { grid }) => product * grid.length, 1);
  if (unconditional > MAX_TRIALS) throw tooMany(most);
  const all = parameters.reduce<Values[]>(
    (combinations, parameter) => {
      const extended = combinations.flatMap((values) =>
        applies(parameter, values)
          ? parameter.grid.map((value) => ({ ...values, [parameter.path]: value }))
          : [values],
      );
      if (extended.length > MAX_TRIALS) throw tooMany(most);
      return extended;
    },
    [{}],
  );
  return all;
}

function gridOf({ domain }: Parameter, points: number): readonly ParameterValue[] {
  if (isChoice(domain)) return domain.choice;
  const [low, high] = limitsOf(domain);
  if (low === high) return [low];
  const places = Array.from({ length: points }, (_, i) => (points === 1 ? 0.5 : i / (points - 1)));
  if (!('integer' in domain)) return places.map((place) => valueAt(domain, place));
  return [...new Set(places.map((place) => Math.round(low + place * (high - low))))];
}

function tooMany(count: number): Error {
  return spaceError(
    'The grid is too large.',
    count,
    `at most ${MAX_TRIALS} trials: fewer points or parameters, or a random search`,
  );
}
