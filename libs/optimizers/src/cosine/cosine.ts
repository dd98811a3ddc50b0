import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';
import { initial, unit, elapsed } from '../_internal/schedule-config.ts';

const config = z.strictObject({
  initial,
  final: z
    .number()
    .min(0)
    .default(0)
    .meta({ title: 'Final value', description: 'Learning rate at the end of each cycle.' }),
  period: z
    .number()
    .positive()
    .optional()
    .meta({
      title: 'Period',
      description: 'Time until the first restart; the whole training when left out.',
      ui: { advanced: true },
    }),
  periodFactor: z
    .number()
    .min(1)
    .default(1)
    .meta({
      title: 'Period factor',
      description: 'How many times as long each cycle is as the one before.',
      ui: { advanced: true },
    }),
  unit,
});

/**
 * Cosine annealing, with warm restarts when a period is given.
 *
 * value(t) = final + (initial - final) · (1 + cos(pi · t / T)) / 2, t from the last restart
 *
 * Without `period`, T is the whole training and there is no restart. With it, the first cycle takes `period` and each next one
 * `periodFactor` times as long as the one before.
 *
 * @see Loshchilov & Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, eq. 5.
 */
export const cosineSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/cosine',
  version: 1,
  title: 'Cosine',
  summary: 'Falls along half a cosine, once or with warm restarts.',
  formula: 'final + (initial - final) * (1 + cos(pi * t / T)) / 2',
  references: ['Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017'],
  config,
  create: ({ initial: first, final, period, periodFactor, unit: inUnit }): Schedule => ({
    valueAt: (time) => {
      const fraction =
        period === undefined
          ? Math.min((time.step - 1) / time.totalSteps, 1)
          : cycleFraction(elapsed(time, inUnit), period, periodFactor);
      return final + ((first - final) * (1 + Math.cos(Math.PI * fraction))) / 2;
    },
  }),
});

/** How much of its cycle has passed at time `t`. */
function cycleFraction(t: number, period: number, factor: number): number {
  let [start, length] = [0, period];
  while (t - start >= length - 1e-9) {
    start += length;
    length *= factor;
  }
  return Math.max(t - start, 0) / length;
}
