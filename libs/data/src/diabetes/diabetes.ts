import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';

/**
 * Diabetes: 442 patients, 10 features, one target from 25 to 346.
 *
 * Features: age, sex, body mass index, blood pressure and six blood serum measurements, in their own units. The target is a
 * measure of disease progression one year later. Linear regression explains about half of its variance.
 *
 * @see Efron, Hastie, Johnstone, Tibshirani, "Least angle regression", Annals of Statistics 32, 2004.
 */
export const diabetes = definePlugin({
  kind: 'data-set',
  id: 'convlab/diabetes',
  version: 1,
  title: 'Diabetes',
  summary: '442 patients, 10 measurements, progression of the disease after one year (regression).',
  references: ['Efron, Hastie, Johnstone, Tibshirani, Least angle regression, Annals of Statistics 32, 2004'],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'diabetes',
  url: new URL('../../assets/diabetes.bin', import.meta.url),
  record: assetRecords.diabetes,
  task: 'regression',
  inputShape: [10],
  outputNames: ['disease progression'],
  licence: assetRecords.diabetes.licence,
  source:
    'B. Efron, T. Hastie, I. Johnstone, R. Tibshirani: Least angle regression, Annals of Statistics 32, 2004',
});
