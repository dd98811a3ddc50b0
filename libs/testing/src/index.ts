export { casesOf, requireKnownCases } from './cases-of/cases-of.ts';
export { checkPlugin, checksOf, runCheck, subjectOf } from './check-plugin/check-plugin.ts';
export type { Check, CheckResult, ConformanceOptions, Subject } from './conformance-case/conformance-case.ts';
export {
  compareGolden,
  unknownGolden,
  type Comparison,
  type GoldenResult,
} from './golden-result/golden-result.ts';
export { checkGradients, type GradientReport } from './gradient-check/gradient-check.ts';
export { seededValues, type SeededKind } from './seeded-values/seeded-values.ts';
export { verifyGolden } from './verify-golden/verify-golden.ts';
