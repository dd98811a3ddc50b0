import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { layerPreset } from './layer-preset/layer-preset.ts';

packageConformance(layerPreset, { cases: conformanceCases });
