import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { countTrials, makeBracket, numRungs, proposeRaces } from '../_internal/brackets.ts';
import { trialsField } from '../_internal/search-config.ts';
import { orderedParameters } from '../search-space/search-space.ts';

const config = z.strictObject({
  trials: trialsField(27),
  eta: z
    .number()
    .min(2)
    .max(10)
    .default(3)
    .meta({ title: 'Eta', description: 'One of so many trials goes on, with so many times the budget.' }),
  minBudget: z
    .number()
    .gt(0)
    .max(1)
    .default(1 / 9)
    .meta({
      title: 'Smallest budget',
      description: 'Share of the full training that every trial gets at first.',
    }),
});

/**
 * Successive halving: many trials with a small budget, the best of them with more.
 *
 * rung i of s + 1: floor(trials / eta^i) trials with a budget of eta^(i - s), s = floor(log_eta(1 / minBudget))
 *
 * Every rung spends about the same. Good when early results tell the late ones.
 * @see Jamieson & Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016.
 */
export const successiveHalving = definePlugin({
  kind: 'search',
  id: 'convlab/successive-halving',
  version: 1,
  title: 'Successive halving',
  summary: 'Starts many short trials and continues the best.',
  formula: 'rung i: floor(trials / eta^i) trials with a budget of eta^(i - s)',
  traits: ['stochastic'],
  references: [
    'Jamieson & Talwalkar, Non-stochastic best arm identification and hyperparameter optimization, AISTATS 2016',
  ],
  config,
  create: ({ trials, eta, minBudget }) => {
    const brackets = [makeBracket(trials, numRungs(minBudget, eta), eta)];
    return {
      numTrials: (space) => {
        orderedParameters(space);
        return countTrials(brackets);
      },
      propose: (space, records, rng, slots) => proposeRaces(brackets, space, records, rng, slots),
    };
  },
});
