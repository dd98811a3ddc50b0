import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { normalizationPreset } from './normalization-preset/normalization-preset.ts';

packageConformance(normalizationPreset, { cases: conformanceCases });
