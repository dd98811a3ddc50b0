import { adadelta } from '../adadelta/adadelta.ts';
import { adagrad } from '../adagrad/adagrad.ts';
import { adam } from '../adam/adam.ts';
import { adamax } from '../adamax/adamax.ts';
import { adamw } from '../adamw/adamw.ts';
import { amsgrad } from '../amsgrad/amsgrad.ts';
import { constantSchedule } from '../constant/constant.ts';
import { cosineSchedule } from '../cosine/cosine.ts';
import { exponentialSchedule } from '../exponential/exponential.ts';
import { linearWarmUp } from '../linear-warm-up/linear-warm-up.ts';
import { lion } from '../lion/lion.ts';
import { momentum } from '../momentum/momentum.ts';
import { multiStepSchedule } from '../multi-step/multi-step.ts';
import { nadam } from '../nadam/nadam.ts';
import { nesterov } from '../nesterov/nesterov.ts';
import { oneCycleSchedule } from '../one-cycle/one-cycle.ts';
import { rangeTest } from '../range-test/range-test.ts';
import { reduceOnPlateau } from '../reduce-on-plateau/reduce-on-plateau.ts';
import { rmsprop } from '../rmsprop/rmsprop.ts';
import { sgd } from '../sgd/sgd.ts';
import { stepSchedule } from '../step/step.ts';

/** Every optimizer and learning-rate schedule of this package, for a registry. */
export const optimizerPreset = [
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adam,
  amsgrad,
  adamax,
  nadam,
  adamw,
  lion,
  constantSchedule,
  stepSchedule,
  multiStepSchedule,
  exponentialSchedule,
  cosineSchedule,
  oneCycleSchedule,
  linearWarmUp,
  reduceOnPlateau,
  rangeTest,
] as const;
