import { pluginRef } from '@convlab/core';
import { z } from 'zod';

/** Fields that every layer with a kernel has. */
export const kernelFields = {
  useBias: z.boolean().default(true).meta({
    title: 'Use bias',
    description: 'Add a learned number to each output channel. Not needed before a normalization.',
  }),
  kernelInitializer: pluginRef('initializer')
    .default('glorot-uniform')
    .meta({
      title: 'Kernel initializer',
      description: 'First values of the kernel.',
      ui: { advanced: true },
    }),
  biasInitializer: pluginRef('initializer')
    .default('zeros')
    .meta({
      title: 'Bias initializer',
      description: 'First values of the biases.',
      ui: { advanced: true },
    }),
};
