import { definePlugin } from '@convlab/core';
import { z } from 'zod';

/**
 * Hold-out: one training, judged on one validation part.
 *
 * Use it when there is plenty of data, or little time.
 */
export const holdOut = definePlugin({
  kind: 'protocol',
  id: 'convlab/hold-out',
  version: 1,
  title: 'Hold-out',
  summary: 'Trains once and judges on the validation part.',
  config: z.strictObject({}),
  create: () => ({
    numSplits: 1,
    plan: (source, split, rng) => [{ name: 'hold-out', ...split.split(source, rng.fold('split')) }],
  }),
});
