import { pluginRef } from '@convlab/core';
import { z } from 'zod';

/** Fields of every architecture of the literature: what may be plugged into it. */
export const styleFields = {
  activation: pluginRef('activation')
    .optional()
    .meta({
      title: 'Activation',
      description: 'In place of the architecture’s own; left out, its own.',
      ui: { advanced: true },
    }),
  normalization: pluginRef('normalization')
    .nullable()
    .optional()
    .meta({
      title: 'Normalization',
      description: 'In place of the architecture’s own; null for none; left out, its own.',
      ui: { advanced: true },
    }),
  initializer: pluginRef('initializer')
    .optional()
    .meta({
      title: 'Initializer',
      description: 'Of the kernels, in place of the architecture’s own; left out, its own.',
      ui: { advanced: true },
    }),
};

/** Dropout before the classifier. */
export const dropoutRate = (rate: number) =>
  z.number().min(0).lt(1).default(rate).meta({
    title: 'Dropout rate',
    description: 'Of the dropout before the classifier; 0 for none.',
  });
