import { z } from 'zod';

/** What both He initializers can be told. */
export const heConfig = z.strictObject({
  mode: z
    .enum(['fanIn', 'fanOut'])
    .default('fanIn')
    .meta({
      title: 'Mode',
      description: 'Keep the variance of activations (fanIn) or of gradients (fanOut).',
      ui: { advanced: true },
    }),
});
