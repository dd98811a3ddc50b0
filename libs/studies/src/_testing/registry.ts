import { architecturePreset } from '@convlab/architectures';
import { createRegistry } from '@convlab/core';
import { dataPreset } from '@convlab/data';
import { ensemblePreset, metricPreset, searchPreset } from '@convlab/evaluation';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { regularizerPreset } from '@convlab/regularizers';
import { studyPreset } from '../preset/preset.ts';

/** Everything that studies speak of, and the studies. */
export const registry = createRegistry().use(
  ...architecturePreset,
  ...layerPreset,
  ...normalizationPreset,
  ...lossPreset,
  ...optimizerPreset,
  ...regularizerPreset,
  ...metricPreset,
  ...searchPreset,
  ...ensemblePreset,
  ...dataPreset,
  ...studyPreset,
);
