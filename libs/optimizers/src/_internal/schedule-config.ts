import type { ScheduleTime } from '@convlab/core';
import { z } from 'zod';

/** The value that a schedule starts from. */
export const initial = z
  .number()
  .positive()
  .default(0.01)
  .meta({
    title: 'Initial value',
    description: 'Learning rate at the start.',
    ui: { scale: 'log' },
  });

/** What a schedule's times are counted in. */
export const unit = z
  .enum(['epochs', 'steps'])
  .default('epochs')
  .meta({
    title: 'Unit',
    description: 'What times are counted in: epochs (fractions allowed) or updates.',
    ui: { advanced: true },
  });

/** Time passed before the coming update, in `unit`. */
export function elapsed({ step, stepsPerEpoch }: ScheduleTime, inUnit: 'epochs' | 'steps'): number {
  return inUnit === 'steps' ? step - 1 : (step - 1) / stepsPerEpoch;
}
