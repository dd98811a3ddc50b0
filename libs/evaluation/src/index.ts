export { accuracy } from './accuracy/accuracy.ts';
export { logLoss } from './log-loss/log-loss.ts';
export { meanAbsoluteError } from './mean-absolute-error/mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error/mean-squared-error.ts';
export { metricPreset } from './preset/preset.ts';
export { r2 } from './r2/r2.ts';
export { rootMeanSquaredError } from './root-mean-squared-error/root-mean-squared-error.ts';
export { topK } from './top-k/top-k.ts';
export { judgeGeneralization } from './generalization/generalization.ts';
export {
  defaultThresholds,
  type CheckId,
  type Confidence,
  type EpochRow,
  type Evidence,
  type GeneralizationInput,
  type GeneralizationReport,
  type GeneralizationThresholds,
  type GeneralizationWarning,
  type OverfitSubtype,
  type Remedy,
  type Verdict,
} from './generalization/report.ts';
