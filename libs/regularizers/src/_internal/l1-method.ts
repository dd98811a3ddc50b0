import { z } from 'zod';

/** How the kink of |w| at zero is handled. */
export const l1Method = z.enum(['proximal', 'subgradient']).meta({
  title: 'Method',
  description:
    'proximal: shrink weights after each step, so that small ones become exactly zero; subgradient: add the penalty to the loss.',
  ui: { advanced: true },
});
