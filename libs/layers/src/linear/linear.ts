import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { shapeless } from '../_internal/layer-result.ts';

/**
 * The identity.
 *
 * y = x
 *
 * Shapes: x [N, ...] -> [N, ...]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export const linear = definePlugin({
  kind: 'activation',
  id: 'convlab/linear',
  version: 1,
  title: 'Linear',
  summary: 'Leaves values as they are.',
  formula: 'y = x',
  config: z.strictObject({}),
  create: () => shapeless((x) => x),
});
