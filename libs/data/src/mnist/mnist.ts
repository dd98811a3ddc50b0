import { definePlugin } from '@convlab/core';
import { idxDataSet, partConfig } from '../_internal/fetched-data-set.ts';

/**
 * MNIST: 70,000 handwritten digits, 28 × 28 × 1, 10 classes.
 *
 * 60,000 for training and 10,000 for testing. Fetch it once by `npx convlab data get mnist`; loading throws E_DATA_MISSING before.
 * Pixels are bytes, 0 to 255.
 *
 * @see LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition, Proceedings of the IEEE 86, 1998.
 */
export const mnist = definePlugin({
  kind: 'data-set',
  id: 'convlab/mnist',
  version: 1,
  title: 'MNIST',
  summary: '70,000 images of handwritten digits, 28 × 28 pixels, 10 classes.',
  references: [
    'LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document recognition, Proceedings of the IEEE 86, 1998',
  ],
  config: partConfig,
  create: ({ part }) => idxDataSet(facts, part),
});

const facts = {
  name: 'mnist',
  inputShape: [28, 28, 1],
  outputNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  numExamples: { train: 60_000, test: 10_000 },
  licence: 'CC-BY-SA-3.0',
  source:
    'Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits. http://yann.lecun.com/exdb/mnist/',
} as const;
