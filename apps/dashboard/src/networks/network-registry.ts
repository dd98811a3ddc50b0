import { architecturePreset } from '@convlab/architectures';
import { createRegistry, type Registry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { normalizationPreset } from '@convlab/normalization';

/** What networks are built of, as far as it ships with ConvLab. A browser knows no third party's plugins: it asks the server. */
export const networkRegistry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...architecturePreset,
);
