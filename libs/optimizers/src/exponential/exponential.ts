import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';
import { initial, unit, elapsed } from '../_internal/schedule-config.ts';

const config = z.strictObject({
  initial,
  gamma: z
    .number()
    .positive()
    .max(1)
    .default(0.95)
    .meta({ title: 'Gamma', description: 'Factor per unit of time.' }),
  unit,
});

/**
 * Exponential decay.
 *
 * value(t) = initial · gamma^t, t from 0
 */
export const exponentialSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/exponential',
  version: 1,
  title: 'Exponential decay',
  summary: 'Falls by the same share all the time.',
  formula: 'initial * gamma^t',
  config,
  create: (options): Schedule => ({
    valueAt: (time) => options.initial * options.gamma ** elapsed(time, options.unit),
  }),
});
