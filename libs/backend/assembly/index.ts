export { packPanels, gemmPacked } from './gemm';
export { convRows, padImage, convPadded, convFilterGradient, im2col, col2im } from './conv';
export { unary, binary, fill, copyNd, transpose2d } from './elementwise';
export { reduce } from './reduce';
export { pool, maxPoolGradient, avgPoolGradient } from './pool';
export { depthwise, depthwiseFilterGradient } from './depthwise';
export {
  columnMoments, combineMoments, columnNormalize, columnGradientSums, columnGradient, biasActivation,
  biasActivationGradient,
} from './norm';
export { softmaxCrossEntropy } from './loss';
export { momentumStep, adamStep } from './optimizer';
export { randomWords, wordsToUniform, wordsToMask } from './random';
export { resample } from './resample';
export {
  winogradInput, winogradSpread, winogradOutput, winogradFilter, winogradFilterGradient,
} from './winograd';
