import { ConvlabError, definePlugin, type Schedule } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  minimum: z
    .number()
    .positive()
    .default(1e-6)
    .meta({ title: 'Minimum', description: 'Learning rate at the start.', ui: { scale: 'log' } }),
  maximum: z
    .number()
    .positive()
    .default(1)
    .meta({ title: 'Maximum', description: 'Learning rate at the end.', ui: { scale: 'log' } }),
});

/**
 * The learning rates of a range test: a short training in which the rate rises geometrically until the loss explodes.
 *
 * value(t) = minimum · (maximum / minimum)^(t / (T - 1)), t from 0, T the updates of the whole training
 *
 * Read the curve of loss over learning rate with {@link steepestRate}.
 *
 * @see Smith, "Cyclical learning rates for training neural networks", WACV 2017, §3.3. Deviation: geometric instead of linear, so
 * that each power of ten gets as many steps.
 */
export const rangeTest = definePlugin({
  kind: 'schedule',
  id: 'convlab/range-test',
  version: 1,
  title: 'Range test',
  summary: 'Rises through all learning rates, to find a good one.',
  formula: 'minimum * (maximum / minimum)^(t / (T - 1))',
  references: ['Smith, Cyclical learning rates for training neural networks, WACV 2017'],
  config,
  create: (range): Schedule => ({
    valueAt: ({ step, totalSteps }) => rangeTestRate(range, step, totalSteps),
  }),
});

/** The ends of a range test. */
export type RateRange = Readonly<z.output<typeof config>>;

/**
 * The learning rate of an update in a range test.
 *
 * minimum · (maximum / minimum)^((step - 1) / (totalSteps - 1))
 *
 * @param step        the update, from 1; after the last one the rate stays
 * @param totalSteps  updates of the whole training
 */
export function rangeTestRate({ minimum, maximum }: RateRange, step: number, totalSteps: number): number {
  return minimum * (maximum / minimum) ** Math.min((step - 1) / Math.max(totalSteps - 1, 1), 1);
}

/**
 * The learning rate at which the loss of a range test falls fastest: a good start for training.
 *
 * argmin over i of (s[i + 1] - s[i - 1]) / (log r[i + 1] - log r[i - 1]), s the running mean of the losses, up to their minimum
 *
 * @param rates      learning rate of each step, rising
 * @param losses     training loss of each step
 * @param smoothing  share of the running mean that each step keeps, in [0, 1)
 * @throws {ConvlabError} E_SCHEDULE_RANGE when there are fewer than three steps, or the loss never falls
 */
export function steepestRate(rates: readonly number[], losses: readonly number[], smoothing = 0.9): number {
  const smooth = runningMean(losses, smoothing);
  const lowest = smooth.reduce((best, value, i) => (value < (smooth[best] as number) ? i : best), 0);
  let [steepest, at] = [0, -1];
  for (let i = 1; i < lowest; i++) {
    const rise = (smooth[i + 1] as number) - (smooth[i - 1] as number);
    const slope = rise / Math.log((rates[i + 1] as number) / (rates[i - 1] as number));
    if (slope < steepest) [steepest, at] = [slope, i];
  }
  const found = rates[at];
  if (found !== undefined) return found;
  throw new ConvlabError({
    code: 'E_SCHEDULE_RANGE',
    message: 'The loss of the range test never falls, so it shows no learning rate',
    received: losses.length,
    expected: 'at least three steps, and a range with a rate at which the loss falls',
  });
}

/** Exponentially weighted means, corrected for their start at zero. */
function runningMean(values: readonly number[], keep: number): readonly number[] {
  let mean = 0;
  return values.map((value, i) => {
    mean = keep * mean + (1 - keep) * value;
    return mean / (1 - keep ** (i + 1));
  });
}
