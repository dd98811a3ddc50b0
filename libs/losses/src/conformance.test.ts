import { createRegistry } from '@convlab/core';
import { conformance } from '@convlab/testing/conformance';
import { binaryCrossEntropy } from './binary-cross-entropy/binary-cross-entropy.ts';
import { huber } from './huber/huber.ts';
import { meanAbsoluteError } from './mean-absolute-error/mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error/mean-squared-error.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy/softmax-cross-entropy.ts';

const registry = createRegistry();
conformance(softmaxCrossEntropy, {
  registry,
  cases: [
    { shape: [5, 4] },
    { config: { labelSmoothing: 0.1, classWeights: [1, 0.5, 2] }, shape: [5, 3] },
    { shape: [1, 2] },
  ],
});
conformance(binaryCrossEntropy, {
  registry,
  cases: [{ shape: [5, 4] }, { config: { labelSmoothing: 0.2 }, shape: [3, 1] }],
});
conformance(meanSquaredError, { registry, cases: [{ shape: [5, 2] }] });
conformance(meanAbsoluteError, { registry, cases: [{ shape: [5, 2] }] });
conformance(huber, { registry, cases: [{ shape: [5, 2] }, { config: { delta: 0.3 }, shape: [4, 1] }] });
