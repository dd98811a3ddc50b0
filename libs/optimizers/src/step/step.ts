import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';
import { initial, unit, elapsed } from '../_internal/schedule-config.ts';

const config = z.strictObject({
  initial,
  stepSize: z
    .number()
    .positive()
    .default(10)
    .meta({ title: 'Step size', description: 'Time between two falls.' }),
  gamma: z
    .number()
    .positive()
    .max(1)
    .default(0.1)
    .meta({ title: 'Gamma', description: 'Factor of each fall.' }),
  unit,
});

/**
 * Step decay.
 *
 * value(t) = initial · gamma^floor(t / stepSize), t from 0
 */
export const stepSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/step',
  version: 1,
  title: 'Step decay',
  summary: 'Falls by a factor at regular times.',
  formula: 'initial * gamma^floor(t / stepSize)',
  config,
  create: (options): Schedule => ({
    valueAt: (time) =>
      options.initial *
      options.gamma ** Math.floor(elapsed(time, options.unit) / options.stepSize + ROUNDING),
  }),
});

/* Steps divided by steps per epoch miss whole numbers by rounding; this much less than a step is added. */
const ROUNDING = 1e-9;
