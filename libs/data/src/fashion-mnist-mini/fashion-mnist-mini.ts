import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';
import { FASHION_CLASSES } from '../_internal/fashion-classes.ts';

/**
 * A fifth of Fashion-MNIST: 12,000 images, 28 × 28 × 1, 10 classes of 1,200.
 *
 * Drawn from the 60,000 training images alone, so that the official test set stays unseen. Pixels are bytes, 0 to 255.
 *
 * @see Xiao, Rasul, Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017.
 */
export const fashionMnistMini = definePlugin({
  kind: 'data-set',
  id: 'convlab/fashion-mnist-mini',
  version: 1,
  title: 'Fashion-MNIST, small',
  summary: '12,000 grey images of clothes, 28 × 28 pixels, 10 classes of 1,200.',
  references: [
    'Xiao, Rasul, Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, 2017',
  ],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'fashion-mnist-mini',
  url: new URL('../../assets/fashion-mnist-mini.bin', import.meta.url),
  record: assetRecords['fashion-mnist-mini'],
  task: 'classification',
  inputShape: [28, 28, 1],
  inputRange: [0, 255],
  outputNames: FASHION_CLASSES,
  licence: assetRecords['fashion-mnist-mini'].licence,
  source:
    'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST, Zalando Research, 2017. https://github.com/zalandoresearch/fashion-mnist',
});
