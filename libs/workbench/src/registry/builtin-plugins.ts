import { architecturePreset } from '@convlab/architectures';
import { createRegistry, type Plugin } from '@convlab/core';
import { dataPreset } from '@convlab/data';
import { ensemblePreset, metricPreset, panelPreset, searchPreset } from '@convlab/evaluation';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { regularizerPreset } from '@convlab/regularizers';
import { studyPreset } from '@convlab/studies';

/* In the order in which catalogues show them. */
const PRESETS = {
  '@convlab/layers': layerPreset,
  '@convlab/normalization': normalizationPreset,
  '@convlab/architectures': architecturePreset,
  '@convlab/regularizers': regularizerPreset,
  '@convlab/optimizers': optimizerPreset,
  '@convlab/losses': lossPreset,
  '@convlab/evaluation': [...metricPreset, ...searchPreset, ...ensemblePreset, ...panelPreset],
  '@convlab/data': dataPreset,
  '@convlab/studies': studyPreset,
} as const;

/**
 * A registry of every plugin that ships with ConvLab.
 *
 * Dashboard, command line and training processes all start from it.
 */
export function builtinRegistry() {
  return createRegistry().use(...Object.values(PRESETS).flat());
}

/** The package that a plugin ships in; `undefined` for a third party's. */
export function builtinPackage(plugin: Plugin): string | undefined {
  const found = Object.entries(PRESETS).find(([, preset]) => (preset as readonly Plugin[]).includes(plugin));
  return found?.[0];
}
