import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { filled } from '../_internal/filled.ts';

/**
 * Zero initialization.
 *
 * w = 0
 *
 * For biases. A hidden kernel of zeros never learns, as all its units stay alike.
 */
export const zeros = definePlugin({
  kind: 'initializer',
  id: 'convlab/zeros',
  version: 1,
  title: 'Zeros',
  summary: 'Gives every element the value 0.',
  formula: 'w = 0',
  config: z.strictObject({}),
  create: () => filled(0),
});
