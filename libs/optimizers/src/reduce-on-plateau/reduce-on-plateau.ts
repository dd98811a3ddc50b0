import { ConvlabError, definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';
import { initial } from '../_internal/schedule-config.ts';

const config = z.strictObject({
  initial,
  factor: z
    .number()
    .positive()
    .lt(1)
    .default(0.1)
    .meta({ title: 'Factor', description: 'Factor of each reduction.' }),
  patience: z
    .int()
    .min(0)
    .default(5)
    .meta({
      title: 'Patience',
      description: 'Epochs without improvement before a reduction.',
      ui: { unit: 'epochs' },
    }),
  monitor: z.string().min(1).default('validation/loss').meta({
    title: 'Monitor',
    description: 'The metric that is watched, by name.',
  }),
  better: z.enum(['lower', 'higher']).default('lower').meta({
    title: 'Better',
    description: 'Whether a lower or a higher value of the metric is an improvement.',
  }),
  minDelta: z
    .number()
    .min(0)
    .default(1e-4)
    .meta({
      title: 'Smallest change',
      description: 'An improvement by less than this counts as none.',
      ui: { scale: 'log', advanced: true },
    }),
  cooldown: z
    .int()
    .min(0)
    .default(0)
    .meta({
      title: 'Cooldown',
      description: 'Epochs after a reduction in which none is counted.',
      ui: { unit: 'epochs', advanced: true },
    }),
  minimum: z
    .number()
    .min(0)
    .default(0)
    .meta({
      title: 'Minimum',
      description: 'Smallest learning rate.',
      ui: { advanced: true },
    }),
});

const observations = z.strictObject({
  value: z.number(),
  best: z.number().nullable(),
  wait: z.int(),
  cooldown: z.int(),
});

/**
 * Reduction on a plateau.
 *
 * value <- max(value · factor, minimum) once the metric has not improved for more than `patience` epochs
 *
 * Observing an epoch without the metric throws E_SCHEDULE_METRIC; loading what it did not save throws E_SCHEDULE_STATE.
 *
 * Deviation: as Keras, `minDelta` is absolute; PyTorch’s threshold is relative by default.
 */
export const reduceOnPlateau = definePlugin({
  kind: 'schedule',
  id: 'convlab/reduce-on-plateau',
  version: 1,
  title: 'Reduce on plateau',
  summary: 'Falls by a factor when a metric stops improving.',
  formula: 'value <- max(value * factor, minimum) after patience epochs without improvement',
  config,
  create: (options): Schedule => {
    let seen: z.output<typeof observations> = { value: options.initial, best: null, wait: 0, cooldown: 0 };
    return {
      valueAt: () => seen.value,
      observe: (epoch) => {
        const metric = epoch[options.monitor];
        if (metric === undefined) throw missingMetric(options.monitor, Object.keys(epoch));
        seen = afterEpoch(seen, metric, options);
      },
      observed: {
        save: () => seen,
        load: (saved) => {
          const parsed = observations.safeParse(saved);
          if (!parsed.success) throw badState(saved);
          seen = parsed.data;
        },
      },
    };
  },
});

function afterEpoch(
  { value, best, wait, cooldown }: z.output<typeof observations>,
  metric: number,
  options: z.output<typeof config>,
): z.output<typeof observations> {
  const gain = best === null ? Infinity : options.better === 'lower' ? best - metric : metric - best;
  if (gain > options.minDelta) return { value, best: metric, wait: 0, cooldown: Math.max(cooldown - 1, 0) };
  if (cooldown > 0) return { value, best, wait: 0, cooldown: cooldown - 1 };
  if (wait < options.patience) return { value, best, wait: wait + 1, cooldown };
  const reduced = Math.max(value * options.factor, options.minimum);
  return { value: reduced, best, wait: 0, cooldown: options.cooldown };
}

function missingMetric(monitor: string, known: readonly string[]): ConvlabError {
  return new ConvlabError({
    code: 'E_SCHEDULE_METRIC',
    message: `The learning rate follows the metric "${monitor}", which this training does not measure`,
    received: monitor,
    expected: `one of ${known.join(', ')}`,
  });
}

function badState(saved: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_SCHEDULE_STATE',
    message: 'The saved observations of a learning-rate schedule cannot be read',
    received: saved,
    expected: 'what the same schedule saved',
  });
}
