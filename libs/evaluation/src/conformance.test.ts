import { packageConformance } from '@convlab/testing/conformance';
import { ensemblePreset, metricPreset, searchPreset } from './preset/preset.ts';

packageConformance([...metricPreset, ...ensemblePreset, ...searchPreset]);
