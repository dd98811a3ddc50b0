import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { countTrials, makeBracket, numRungs, proposeRaces, type Bracket } from '../_internal/brackets.ts';
import { orderedParameters } from '../search-space/search-space.ts';

const config = z.strictObject({
  eta: z
    .number()
    .min(2)
    .max(10)
    .default(3)
    .meta({ title: 'Eta', description: 'One of so many trials goes on, with so many times the budget.' }),
  minBudget: z
    .number()
    .min(0.0001)
    .max(1)
    .default(1 / 9)
    .meta({
      title: 'Smallest budget',
      description: 'Share of the full training that the most trials get at first.',
    }),
});

/**
 * Hyperband: successive halving from several starting budgets, as nobody knows how early results tell.
 *
 * bracket s = S … 0: ceil((S + 1) / (s + 1) eta^s) trials from a budget of eta^-s, S = floor(log_eta(1 / minBudget))
 *
 * @see Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, "Hyperband", JMLR 18, 2018, algorithm 1.
 */
export const hyperband = definePlugin({
  kind: 'search',
  id: 'convlab/hyperband',
  version: 1,
  title: 'Hyperband',
  summary: 'Successive halving from several starting budgets.',
  formula: 'bracket s: ceil((S + 1) / (s + 1) eta^s) trials from a budget of eta^-s',
  traits: ['stochastic'],
  references: [
    'Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, Hyperband: a novel bandit-based approach to hyperparameter optimization, JMLR 18, 2018',
  ],
  config,
  create: ({ eta, minBudget }) => {
    const rungs = numRungs(minBudget, eta);
    const brackets = Array.from({ length: rungs }, (_, i): Bracket => {
      const s = rungs - 1 - i;
      return makeBracket(Math.ceil((rungs / (s + 1)) * eta ** s - 1e-9), s + 1, eta);
    });
    return {
      numTrials: (space) => {
        orderedParameters(space);
        return countTrials(brackets);
      },
      propose: (space, records, rng, slots) => proposeRaces(brackets, space, records, rng, slots),
    };
  },
});
