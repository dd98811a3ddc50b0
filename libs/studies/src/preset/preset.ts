import { activations } from '../activations/activations.ts';
import { augmentation } from '../augmentation/augmentation.ts';
import { auxiliaryClassifier } from '../auxiliary-classifier/auxiliary-classifier.ts';
import { batchNormTolerance } from '../batch-norm-tolerance/batch-norm-tolerance.ts';
import { batchSize } from '../batch-size/batch-size.ts';
import { capacity } from '../capacity/capacity.ts';
import { cvHoldOut } from '../cv-v-holdout/cv-v-holdout.ts';
import { dataSize } from '../data-size/data-size.ts';
import { degradation } from '../degradation/degradation.ts';
import { dyingRelu } from '../dying-relu/dying-relu.ts';
import { earlyStopping } from '../early-stopping/early-stopping.ts';
import { ensembleGain } from '../ensemble/ensemble.ts';
import { featureScaling } from '../feature-scaling/feature-scaling.ts';
import { gradientFlow } from '../gradient-flow/gradient-flow.ts';
import { gridRandom } from '../grid-random/grid-random.ts';
import { initialization } from '../initialization/initialization.ts';
import { kernelStack } from '../kernel-stack/kernel-stack.ts';
import { labelNoise } from '../label-noise/label-noise.ts';
import { momentum } from '../momentum/momentum.ts';
import { normalization } from '../normalization/normalization.ts';
import { optimizers } from '../optimizers/optimizers.ts';
import { receptiveField } from '../receptive-field/receptive-field.ts';
import { regularizers } from '../regularizers/regularizers.ts';
import { schedules } from '../schedules/schedules.ts';
import { separableConvolution } from '../separable-convolution/separable-convolution.ts';
import { squeezeExcitation } from '../squeeze-excitation/squeeze-excitation.ts';
import { translation } from '../translation/translation.ts';
import { weightSharing } from '../weight-sharing/weight-sharing.ts';

/** Every study of this package, for `createRegistry().use(...studyPreset)`; in the order in which a course meets them. */
export const studyPreset = [
  degradation,
  gradientFlow,
  normalization,
  batchNormTolerance,
  activations,
  dyingRelu,
  initialization,
  batchSize,
  momentum,
  optimizers,
  schedules,
  regularizers,
  augmentation,
  dataSize,
  capacity,
  labelNoise,
  earlyStopping,
  cvHoldOut,
  gridRandom,
  ensembleGain,
  kernelStack,
  receptiveField,
  separableConvolution,
  squeezeExcitation,
  auxiliaryClassifier,
  weightSharing,
  translation,
  featureScaling,
] as const;
