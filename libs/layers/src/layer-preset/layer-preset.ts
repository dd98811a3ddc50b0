import { locallyConnected } from '../locally-connected/locally-connected.ts';
import { convTranspose } from '../conv-transpose/conv-transpose.ts';
import { separableConv } from '../separable-conv/separable-conv.ts';
import { dropPath } from '../drop-path/drop-path.ts';
import { gaussianNoise } from '../gaussian-noise/gaussian-noise.ts';
import { spatialDropout } from '../spatial-dropout/spatial-dropout.ts';
import { reshape } from '../reshape/reshape.ts';
import { upSampling } from '../up-sampling/up-sampling.ts';
import { cropping } from '../cropping/cropping.ts';
import { zeroPadding } from '../zero-padding/zero-padding.ts';
import { adaptiveAveragePool } from '../adaptive-average-pool/adaptive-average-pool.ts';
import { add } from '../add/add.ts';
import { averagePool } from '../average-pool/average-pool.ts';
import { channelAffine } from '../channel-affine/channel-affine.ts';
import { channelPadding } from '../channel-padding/channel-padding.ts';
import { concatenate } from '../concatenate/concatenate.ts';
import { constant } from '../constant/constant.ts';
import { conv } from '../conv/conv.ts';
import { dense } from '../dense/dense.ts';
import { depthwiseConv } from '../depthwise-conv/depthwise-conv.ts';
import { dropout } from '../dropout/dropout.ts';
import { elu } from '../elu/elu.ts';
import { flatten } from '../flatten/flatten.ts';
import { gelu } from '../gelu/gelu.ts';
import { globalAveragePool } from '../global-average-pool/global-average-pool.ts';
import { globalMaxPool } from '../global-max-pool/global-max-pool.ts';
import { glorotNormal } from '../glorot-normal/glorot-normal.ts';
import { glorotUniform } from '../glorot-uniform/glorot-uniform.ts';
import { heNormal } from '../he-normal/he-normal.ts';
import { heUniform } from '../he-uniform/he-uniform.ts';
import { identity } from '../identity/identity.ts';
import { leakyRelu } from '../leaky-relu/leaky-relu.ts';
import { lecunNormal } from '../lecun-normal/lecun-normal.ts';
import { lecunUniform } from '../lecun-uniform/lecun-uniform.ts';
import { linear } from '../linear/linear.ts';
import { maxPool } from '../max-pool/max-pool.ts';
import { multiply } from '../multiply/multiply.ts';
import { orthogonal } from '../orthogonal/orthogonal.ts';
import { partialConv } from '../partial-conv/partial-conv.ts';
import { prelu } from '../prelu/prelu.ts';
import { relu } from '../relu/relu.ts';
import { relu6 } from '../relu6/relu6.ts';
import { rescale } from '../rescale/rescale.ts';
import { scaledTanh } from '../scaled-tanh/scaled-tanh.ts';
import { sigmoid } from '../sigmoid/sigmoid.ts';
import { silu } from '../silu/silu.ts';
import { softmax } from '../softmax/softmax.ts';
import { tanh } from '../tanh/tanh.ts';
import { truncatedNormal } from '../truncated-normal/truncated-normal.ts';
import { zeros } from '../zeros/zeros.ts';

/** Every layer, activation and initializer of this package, for a registry. */
export const layerPreset = [
  conv,
  depthwiseConv,
  maxPool,
  averagePool,
  globalAveragePool,
  globalMaxPool,
  adaptiveAveragePool,
  channelPadding,
  channelAffine,
  partialConv,
  dense,
  flatten,
  dropout,
  add,
  multiply,
  rescale,
  concatenate,
  zeroPadding,
  cropping,
  upSampling,
  reshape,
  spatialDropout,
  gaussianNoise,
  dropPath,
  separableConv,
  convTranspose,
  locallyConnected,
  relu,
  relu6,
  leakyRelu,
  prelu,
  elu,
  gelu,
  silu,
  sigmoid,
  tanh,
  scaledTanh,
  softmax,
  linear,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  orthogonal,
  truncatedNormal,
  constant,
  zeros,
  identity,
] as const;
