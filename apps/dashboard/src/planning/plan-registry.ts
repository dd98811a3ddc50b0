import type { Registry } from '@convlab/core';
import { optimizerPreset } from '@convlab/optimizers/optimizer-preset';
import { regularizerPreset } from '@convlab/regularizers/regularizer-preset';
import { networkRegistry } from '../networks/network-registry.ts';

/** What trainings are planned with, as far as it ships with ConvLab. */
export const planRegistry: Registry = networkRegistry.use(...optimizerPreset, ...regularizerPreset);
