import { packageConformance } from '@convlab/testing/conformance';
import { studyPreset } from './preset/preset.ts';

packageConformance(studyPreset);
