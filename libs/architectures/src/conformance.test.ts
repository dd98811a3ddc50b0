import { createRegistry } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { normalizationPreset } from '@convlab/normalization';
import { packageConformance } from '@convlab/testing/conformance';
import { architecturePreset } from './architecture-preset/architecture-preset.ts';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';

packageConformance(architecturePreset, {
  cases: conformanceCases,
  registry: createRegistry().use(...layerPreset, ...normalizationPreset),
});
