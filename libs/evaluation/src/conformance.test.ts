import { packageConformance } from '@convlab/testing/conformance';
import { ensemblePreset, metricPreset, panelPreset, searchPreset } from './preset/preset.ts';

packageConformance([...metricPreset, ...ensemblePreset, ...searchPreset, ...panelPreset]);
