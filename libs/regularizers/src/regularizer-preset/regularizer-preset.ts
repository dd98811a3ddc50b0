import { constraint } from '../constraint/constraint.ts';
import { dropout } from '../dropout/dropout.ts';
import { elasticNet } from '../elastic-net/elastic-net.ts';
import { gaussianNoise } from '../gaussian-noise/gaussian-noise.ts';
import { l1 } from '../l1/l1.ts';
import { l2 } from '../l2/l2.ts';
import { maxNorm } from '../max-norm/max-norm.ts';
import { nonNegative } from '../non-negative/non-negative.ts';
import { spatialDropout } from '../spatial-dropout/spatial-dropout.ts';
import { stochasticDepth } from '../stochastic-depth/stochastic-depth.ts';
import { unitNorm } from '../unit-norm/unit-norm.ts';
import { weightDecay } from '../weight-decay/weight-decay.ts';

/** Every regularizer and constraint of this package, for a registry. */
export const regularizerPreset = [
  l1,
  l2,
  elasticNet,
  weightDecay,
  dropout,
  spatialDropout,
  gaussianNoise,
  stochasticDepth,
  constraint,
  maxNorm,
  unitNorm,
  nonNegative,
] as const;
