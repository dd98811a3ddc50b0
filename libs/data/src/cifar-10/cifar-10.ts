import { definePlugin } from '@convlab/core';
import { cifarDataSet, partConfig } from '../_internal/fetched-data-set.ts';

/**
 * CIFAR-10: 60,000 photos, 32 × 32 × 3, 10 classes.
 *
 * 50,000 for training and 10,000 for testing. Fetch it once by `npx convlab data get cifar-10`; loading throws E_DATA_MISSING before.
 * Pixels are bytes, 0 to 255.
 *
 * @see Krizhevsky, Learning multiple layers of features from tiny images, 2009.
 */
export const cifar10 = definePlugin({
  kind: 'data-set',
  id: 'convlab/cifar-10',
  version: 1,
  title: 'CIFAR-10',
  summary: '60,000 colour photos, 32 × 32 pixels, 10 classes.',
  references: ['Krizhevsky, Learning multiple layers of features from tiny images, 2009'],
  config: partConfig,
  create: ({ part }) => cifarDataSet(facts, part, 10),
});

const facts = {
  name: 'cifar-10',
  inputShape: [32, 32, 3],
  outputNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  numExamples: { train: 50_000, test: 10_000 },
  licence: 'none stated',
  source:
    'A. Krizhevsky: Learning multiple layers of features from tiny images, 2009. https://www.cs.toronto.edu/~kriz/cifar.html',
} as const;
