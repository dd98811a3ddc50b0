export { BackendError } from './backend-error/backend-error.ts';
export type { BackendErrorDetails } from './backend-error/backend-error.ts';
export { chooseBackend } from './choose-backend/choose-backend.ts';
export type { BackendChoice, RejectedBackend } from './choose-backend/choose-backend.ts';
export { describeBackend } from './describe-backend/describe-backend.ts';
export type { BackendDescription } from './describe-backend/describe-backend.ts';
export { useConvlabBackend } from './use-convlab-backend/use-convlab-backend.ts';
export type { ConvlabBackendOptions } from './use-convlab-backend/use-convlab-backend.ts';
export type { BackendInfo } from './_internal/state.ts';
export type { SimdLevel } from './_internal/wasm-kernels.ts';
export type { MemoryStats } from './_internal/wasm-memory.ts';
export { conv2d } from './ops/conv2d/conv2d.ts';
export type { Conv2dOptions } from './ops/conv2d/conv2d.ts';
export { depthwiseConv2d } from './ops/depthwise-conv2d/depthwise-conv2d.ts';
export type { DepthwiseConv2dOptions } from './ops/depthwise-conv2d/depthwise-conv2d.ts';
export { conv2dTranspose } from './ops/conv2d-transpose/conv2d-transpose.ts';
export type { Conv2dTransposeOptions } from './ops/conv2d-transpose/conv2d-transpose.ts';
export { locallyConnected2d } from './ops/locally-connected2d/locally-connected2d.ts';
export type { LocallyConnected2dOptions } from './ops/locally-connected2d/locally-connected2d.ts';
export { maxPool } from './ops/max-pool/max-pool.ts';
export { avgPool } from './ops/avg-pool/avg-pool.ts';
export type { AvgPoolOptions } from './ops/avg-pool/avg-pool.ts';
export { batchNorm, batchNormInference } from './ops/batch-norm/batch-norm.ts';
export type {
  BatchNormInferenceOptions,
  BatchNormOptions,
  BatchNormResult,
} from './ops/batch-norm/batch-norm.ts';
export { layerNorm } from './ops/layer-norm/layer-norm.ts';
export type { LayerNormOptions } from './ops/layer-norm/layer-norm.ts';
export { instanceNorm } from './ops/instance-norm/instance-norm.ts';
export { groupNorm } from './ops/group-norm/group-norm.ts';
export type { GroupNormOptions } from './ops/group-norm/group-norm.ts';
export { biasActivation } from './ops/bias-activation/bias-activation.ts';
export { softmaxCrossEntropy } from './ops/softmax-cross-entropy/softmax-cross-entropy.ts';
export type { SoftmaxCrossEntropyOptions } from './ops/softmax-cross-entropy/softmax-cross-entropy.ts';
export { momentumStep } from './ops/momentum-step/momentum-step.ts';
export type { MomentumStepOptions, MomentumStepResult } from './ops/momentum-step/momentum-step.ts';
export { adamStep } from './ops/adam-step/adam-step.ts';
export type { AdamMoments, AdamStepOptions, AdamStepResult } from './ops/adam-step/adam-step.ts';
export type { DonateOptions } from './_internal/ops/optimizer.ts';
export { randomUniform } from './ops/random-uniform/random-uniform.ts';
export { randomNormal } from './ops/random-normal/random-normal.ts';
export { dropoutMask } from './ops/dropout-mask/dropout-mask.ts';
export type { RandomStream } from './_internal/ops/random.ts';
export type { FusedActivation } from './_internal/ops/activation.ts';
export type { AxisPadding, Padding, Pair } from './_internal/ops/geometry.ts';
export type { NormOptions } from './_internal/ops/normalize.ts';
export type { PoolOptions } from './_internal/ops/pool.ts';
