import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { regularizerPreset } from './regularizer-preset/regularizer-preset.ts';

packageConformance(regularizerPreset, { cases: conformanceCases });
