export { binaryCrossEntropy } from './binary-cross-entropy/binary-cross-entropy.ts';
export { huber } from './huber/huber.ts';
export { lossPreset } from './loss-preset/loss-preset.ts';
export { meanAbsoluteError } from './mean-absolute-error/mean-absolute-error.ts';
export { meanSquaredError } from './mean-squared-error/mean-squared-error.ts';
export { softmaxCrossEntropy } from './softmax-cross-entropy/softmax-cross-entropy.ts';
//# sourceMappingURL=index.d.ts.map