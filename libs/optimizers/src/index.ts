export { accumulate, type AccumulateState } from './accumulate/accumulate.ts';
export { adadelta } from './adadelta/adadelta.ts';
export { adagrad } from './adagrad/adagrad.ts';
export { adam } from './adam/adam.ts';
export { adamax } from './adamax/adamax.ts';
export { adamw } from './adamw/adamw.ts';
export { addDecayedWeights } from './add-decayed-weights/add-decayed-weights.ts';
export { amsgrad } from './amsgrad/amsgrad.ts';
export { chain, type ChainState } from './chain/chain.ts';
export { clipByGlobalNorm } from './clip-by-global-norm/clip-by-global-norm.ts';
export { clipByNorm } from './clip-by-norm/clip-by-norm.ts';
export { clipByValue } from './clip-by-value/clip-by-value.ts';
export { constantSchedule } from './constant/constant.ts';
export { cosineSchedule } from './cosine/cosine.ts';
export { exponentialSchedule } from './exponential/exponential.ts';
export { linearWarmUp } from './linear-warm-up/linear-warm-up.ts';
export { lion } from './lion/lion.ts';
export { momentum } from './momentum/momentum.ts';
export { multiStepSchedule } from './multi-step/multi-step.ts';
export { nadam } from './nadam/nadam.ts';
export { nesterov } from './nesterov/nesterov.ts';
export { oneCycleSchedule } from './one-cycle/one-cycle.ts';
export { optimizerPreset } from './optimizer-preset/optimizer-preset.ts';
export { rangeTest, rangeTestRate, steepestRate, type RateRange } from './range-test/range-test.ts';
export { reduceOnPlateau } from './reduce-on-plateau/reduce-on-plateau.ts';
export { rmsprop } from './rmsprop/rmsprop.ts';
export {
  scaleByAdadelta,
  type AdadeltaOptions,
  type AdadeltaState,
} from './scale-by-adadelta/scale-by-adadelta.ts';
export {
  scaleByAdagrad,
  type AdagradOptions,
  type AdagradState,
} from './scale-by-adagrad/scale-by-adagrad.ts';
export { scaleByAdam, type AdamOptions, type AdamState } from './scale-by-adam/scale-by-adam.ts';
export { scaleByAdamax, type AdamaxOptions, type AdamaxState } from './scale-by-adamax/scale-by-adamax.ts';
export { scaleByGroup, type WeightGroup } from './scale-by-group/scale-by-group.ts';
export { scaleByLion, type LionOptions, type LionState } from './scale-by-lion/scale-by-lion.ts';
export { scaleByNadam, type NadamOptions, type NadamState } from './scale-by-nadam/scale-by-nadam.ts';
export { scaleByRms, type RmsOptions, type RmsState } from './scale-by-rms/scale-by-rms.ts';
export { scaleBySchedule } from './scale-by-schedule/scale-by-schedule.ts';
export { resolveSchedule, scheduleRef, type ScheduleRef } from './schedule-ref/schedule-ref.ts';
export { sgd } from './sgd/sgd.ts';
export { stepSchedule } from './step/step.ts';
export { toTfOptimizer, type TfOptimizerOptions } from './to-tf-optimizer/to-tf-optimizer.ts';
export { trace, type TraceOptions, type TraceState } from './trace/trace.ts';
