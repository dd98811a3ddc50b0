import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { filled } from '../_internal/filled.ts';

const config = z.strictObject({
  value: z.number().default(0).meta({ title: 'Value', description: 'The value of every element.' }),
});

/**
 * Constant initialization.
 *
 * w = value
 */
export const constant = definePlugin({
  kind: 'initializer',
  id: 'convlab/constant',
  version: 1,
  title: 'Constant',
  summary: 'Gives every element one value.',
  formula: 'w = value',
  config,
  create: ({ value }) => filled(value),
});
