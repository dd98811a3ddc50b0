import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  maximum: z
    .number()
    .positive()
    .default(0.1)
    .meta({ title: 'Maximum', description: 'Largest learning rate.', ui: { scale: 'log' } }),
  startFactor: z
    .number()
    .min(1)
    .default(25)
    .meta({
      title: 'Start factor',
      description: 'The maximum divided by this is the learning rate at the start.',
      ui: { advanced: true },
    }),
  finalFactor: z
    .number()
    .min(1)
    .default(1e4)
    .meta({
      title: 'Final factor',
      description: 'The start divided by this is the learning rate at the end.',
      ui: { scale: 'log', advanced: true },
    }),
  warmUpFraction: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .meta({
      title: 'Warm-up fraction',
      description: 'Share of the training in which the learning rate rises.',
      ui: { advanced: true },
    }),
});

/**
 * The one-cycle policy.
 *
 * From maximum / startFactor up to maximum within `warmUpFraction` of the training, then down to
 * maximum / startFactor / finalFactor, both along half a cosine. With T updates planned, the rise ends at
 * warmUpFraction · (T + 1) - 1 updates and the fall at T, counted from 0.
 *
 * @see Smith & Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018. Deviation: as
 * PyTorch, two phases with cosines instead of three with straight lines.
 */
export const oneCycleSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/one-cycle',
  version: 1,
  title: 'One cycle',
  summary: 'Rises to a maximum, then falls to almost nothing, along cosines.',
  formula: 'maximum / startFactor -> maximum -> maximum / startFactor / finalFactor',
  references: [
    'Smith & Topin, Super-convergence: very fast training of neural networks using large learning rates, 2018',
  ],
  config,
  create: ({ maximum, startFactor, finalFactor, warmUpFraction }): Schedule => {
    const start = maximum / startFactor;
    return {
      valueAt: ({ step, totalSteps }) => {
        const peak = Math.max(warmUpFraction * (totalSteps + 1) - 1, 0);
        const now = Math.min(step - 1, totalSteps);
        return now <= peak && peak > 0
          ? cosineBetween(start, maximum, now / peak)
          : cosineBetween(maximum, start / finalFactor, (now - peak) / (totalSteps - peak));
      },
    };
  },
});

function cosineBetween(from: number, to: number, fraction: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * fraction))) / 2;
}
