import { definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  value: z
    .number()
    .min(0)
    .default(0.01)
    .meta({ title: 'Value', description: 'Learning rate throughout.', ui: { scale: 'log' } }),
});

/**
 * A constant value.
 *
 * value(t) = value
 */
export const constantSchedule = definePlugin({
  kind: 'schedule',
  id: 'convlab/constant',
  version: 1,
  title: 'Constant',
  summary: 'Stays the same.',
  formula: 'value',
  config,
  create: ({ value }): Schedule => ({ valueAt: () => value }),
});
