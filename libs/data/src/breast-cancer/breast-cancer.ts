import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';

/**
 * Breast cancer Wisconsin (diagnostic): 569 tumours, 30 features, 212 malignant and 357 benign.
 *
 * @see Street, Wolberg, Mangasarian, "Nuclear feature extraction for breast tumor diagnosis", SPIE 1905, 1993.
 */
export const breastCancer = definePlugin({
  kind: 'data-set',
  id: 'convlab/breast-cancer',
  version: 1,
  title: 'Breast cancer',
  summary: '569 tumours, malignant or benign, 30 measurements of cell nuclei.',
  references: [
    'Street, Wolberg, Mangasarian, Nuclear feature extraction for breast tumor diagnosis, SPIE 1905, 1993',
  ],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'breast-cancer',
  url: new URL('../../assets/breast-cancer.bin', import.meta.url),
  record: assetRecords['breast-cancer'],
  task: 'classification',
  inputShape: [30],
  outputNames: ['malignant', 'benign'],
  licence: assetRecords['breast-cancer'].licence,
  source:
    'W. Wolberg, O. Mangasarian, N. Street, W. Street: Breast cancer Wisconsin (diagnostic), UCI Machine Learning Repository, 1993. https://doi.org/10.24432/C5DW2B',
});
