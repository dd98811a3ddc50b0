import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';
import { initial, unit, elapsed } from '../_internal/schedule-config.ts';

const config = z.strictObject({
  initial,
  milestones: z
    .array(z.number().min(0))
    .readonly()
    .default([10, 20])
    .meta({ title: 'Milestones', description: 'Times of the falls.' }),
  gamma: z
    .number()
    .positive()
    .max(1)
    .default(0.1)
    .meta({ title: 'Gamma', description: 'Factor of each fall.' }),
  unit,
});

/**
 * Multi-step decay.
 *
 * value(t) = initial · gamma^(number of milestones <= t), t from 0
 */
export const multiStepSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/multi-step',
  version: 1,
  title: 'Multi-step decay',
  summary: 'Falls by a factor at chosen times.',
  formula: 'initial * gamma^#{m in milestones: m <= t}',
  config,
  create: (options): Schedule => ({
    valueAt: (time) => {
      const now = elapsed(time, options.unit) + ROUNDING;
      return options.initial * options.gamma ** options.milestones.filter((at) => at <= now).length;
    },
  }),
});

/* Steps divided by steps per epoch miss whole numbers by rounding; this much less than a step is added. */
const ROUNDING = 1e-9;
