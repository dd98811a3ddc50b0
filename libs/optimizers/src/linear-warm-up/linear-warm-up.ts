import { definePlugin, type Schedule, type ScheduleTime } from '@convlab/core';
import { z } from 'zod';
import { elapsed, unit } from '../_internal/schedule-config.ts';
import { resolveSchedule, scheduleRef } from '../schedule-ref/schedule-ref.ts';

const config = z.strictObject({
  duration: z
    .number()
    .positive()
    .default(1)
    .meta({ title: 'Duration', description: 'Time until the full learning rate.' }),
  startFactor: z.number().min(0).max(1).default(0.1).meta({
    title: 'Start factor',
    description: 'Share of the learning rate at the start.',
  }),
  then: scheduleRef().default(0.01).meta({
    title: 'Then',
    description:
      'The learning rate after the warm-up: a number, or a schedule that starts when the warm-up ends.',
  }),
  unit,
});

/**
 * Linear warm-up, followed by another schedule.
 *
 * value(t) = then(0) · (startFactor + (1 - startFactor) · t / duration) for t < duration, else then(t - duration)
 *
 * The schedule after it is given the training that is left: a cosine falls to its end within that.
 *
 * @see Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, §2.2.
 */
export const linearWarmUp = definePlugin({
  kind: 'schedule',
  id: 'convlab/linear-warm-up',
  version: 1,
  title: 'Linear warm-up',
  summary: 'Rises in a straight line, then follows another schedule.',
  formula: 't < duration ? then(0) * (startFactor + (1 - startFactor) * t / duration) : then(t - duration)',
  references: ['Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, 2017'],
  config,
  create: (options, context): Schedule => {
    const then = resolveSchedule(options.then, context);
    const { observe, observed } = then;
    return {
      valueAt: (time) => {
        const steps = Math.round(options.duration * (options.unit === 'steps' ? 1 : time.stepsPerEpoch));
        const left = { ...time, totalSteps: Math.max(time.totalSteps - steps, 1) };
        if (time.step > steps) return then.valueAt({ ...left, step: time.step - steps });
        return then.valueAt({ ...left, step: 1 }) * rise(time, options);
      },
      ...(observe === undefined ? {} : { observe: (epoch) => observe(epoch) }),
      ...(observed === undefined ? {} : { observed }),
    };
  },
});

function rise(time: ScheduleTime, { startFactor, duration, unit: inUnit }: z.output<typeof config>): number {
  return startFactor + (1 - startFactor) * (elapsed(time, inUnit) / duration);
}
