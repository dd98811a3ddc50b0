import { architecturePreset } from '@convlab/architectures';
import { createRegistry } from '@convlab/core';
import { dataPreset } from '@convlab/data';
import { ensemblePreset, metricPreset, searchPreset } from '@convlab/evaluation';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { regularizerPreset } from '@convlab/regularizers';

/**
 * A registry of every plugin that ships with ConvLab.
 *
 * Dashboard, command line and training processes all start from it.
 */
export function builtinRegistry() {
  return createRegistry().use(
    ...layerPreset,
    ...normalizationPreset,
    ...architecturePreset,
    ...regularizerPreset,
    ...optimizerPreset,
    ...lossPreset,
    ...metricPreset,
    ...dataPreset,
    ...searchPreset,
    ...ensemblePreset,
  );
}
