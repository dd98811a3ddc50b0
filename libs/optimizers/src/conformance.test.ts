import { packageConformance } from '@convlab/testing/conformance';
import { conformanceCases } from './conformance-cases/conformance-cases.ts';
import { optimizerPreset } from './optimizer-preset/optimizer-preset.ts';

packageConformance(optimizerPreset, { cases: conformanceCases });
