import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';

/**
 * Optical recognition of handwritten digits: 1,797 images, 8 × 8 × 1, 10 classes.
 *
 * Pixels are counts from 0 to 16. Use it for tests and first runs: a small network trains in seconds.
 *
 * @see Alpaydin & Kaynak, UCI Machine Learning Repository, 1998; the copy of scikit-learn 1.2.1.
 */
export const digits = definePlugin({
  kind: 'data-set',
  id: 'convlab/digits',
  version: 1,
  title: 'Handwritten digits',
  summary: '1,797 images of handwritten digits, 8 × 8 pixels, 10 classes.',
  references: ['Alpaydin & Kaynak, Optical recognition of handwritten digits, UCI, 1998'],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'digits',
  url: new URL('../../assets/digits.bin', import.meta.url),
  record: assetRecords.digits,
  task: 'classification',
  inputShape: [8, 8, 1],
  inputRange: [0, 16],
  outputNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  licence: assetRecords.digits.licence,
  source:
    'E. Alpaydin, C. Kaynak: Optical recognition of handwritten digits, UCI Machine Learning Repository, 1998. https://doi.org/10.24432/C50P49',
});
