import { definePlugin } from '@convlab/core';
import { idxDataSet, partConfig } from '../_internal/fetched-data-set.ts';
import { FASHION_CLASSES } from '../_internal/fashion-classes.ts';

/**
 * Fashion-MNIST: 70,000 images of clothes, 28 × 28 × 1, 10 classes.
 *
 * 60,000 for training and 10,000 for testing. Fetch it once by `npx convlab data get fashion-mnist`; loading throws E_DATA_MISSING before.
 * Pixels are bytes, 0 to 255.
 *
 * @see Xiao, Rasul, Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, 2017.
 */
export const fashionMnist = definePlugin({
  kind: 'data-set',
  id: 'convlab/fashion-mnist',
  version: 1,
  title: 'Fashion-MNIST',
  summary: '70,000 grey images of clothes, 28 × 28 pixels, 10 classes.',
  references: [
    'Xiao, Rasul, Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, 2017',
  ],
  config: partConfig,
  create: ({ part }) => idxDataSet(facts, part),
});

const facts = {
  name: 'fashion-mnist',
  inputShape: [28, 28, 1],
  outputNames: FASHION_CLASSES,
  numExamples: { train: 60_000, test: 10_000 },
  licence: 'MIT',
  source:
    'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, Zalando Research, 2017. https://github.com/zalandoresearch/fashion-mnist',
} as const;
