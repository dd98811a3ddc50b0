import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { lossPreset } from './loss-preset/loss-preset.ts';

packageConformance(lossPreset, { cases: conformanceCases });
