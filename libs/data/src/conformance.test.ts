import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { dataPreset } from './preset/preset.ts';

packageConformance(dataPreset, { cases: conformanceCases });
