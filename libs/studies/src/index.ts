export {
  armPoints,
  curves,
  factorLines,
  trainCurves,
  validationCurves,
  type ChartRule,
} from './analysis/charts.ts';
export { difference, ratio } from './analysis/difference.ts';
export type { EffectRule } from './analysis/effect.ts';
export { MEASURES } from './analysis/measures.ts';
export { bestError, finalError, gap, numWeights, trainError, trainLoss } from './analysis/run-values.ts';
export { armName, type RunValue, type SeedGroup } from './analysis/runs.ts';
export type { MeasureRule } from './analysis/table.ts';
export { defineStudy, type StudyDefinition } from './define-study/define-study.ts';
export { studyPreset } from './preset/preset.ts';
