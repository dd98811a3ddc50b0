import { ConvlabError, definePlugin, type FittedScaler, type Shape } from '@convlab/core';
import { z } from 'zod';
import { requireWhole } from '../_internal/affine-scaler.ts';

const savedSchema = z.strictObject({ shape: z.array(z.int().min(1)).readonly() });

/**
 * No scaling: inputs as they are stored.
 *
 * y = x
 *
 * Shapes: unchanged
 */
export const noScaling = definePlugin({
  kind: 'scaler',
  id: 'convlab/none',
  version: 1,
  title: 'No scaling',
  summary: 'Leaves the inputs as they are stored.',
  formula: 'y = x',
  config: z.strictObject({}),
  create: () => ({
    fit: async (source) => identity(source.info.inputShape),
    restore: (saved) => {
      const parsed = savedSchema.safeParse(saved);
      if (parsed.success) return identity(parsed.data.shape);
      throw new ConvlabError({
        code: 'E_DATA_SCALER',
        message: 'The saved scaler cannot be read.',
        received: saved,
        expected: 'an object with a shape',
      });
    },
  }),
});

function identity(shape: Shape): FittedScaler {
  return {
    outputShape: shape,
    transform: (inputs) => {
      requireWhole(inputs.length, shape);
      return inputs.slice();
    },
    toJSON: () => ({ shape }),
  };
}
