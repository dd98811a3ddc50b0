import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';

/**
 * Iris: 150 flowers, 4 features, 3 classes of 50.
 *
 * Features: sepal length, sepal width, petal length, petal width, in centimetres. One species is linearly separable from the
 * others, which are not from each other.
 *
 * @see Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7, 1936.
 */
export const iris = definePlugin({
  kind: 'data-set',
  id: 'convlab/iris',
  version: 1,
  title: 'Iris',
  summary: '150 iris flowers of three species, four lengths in centimetres.',
  references: ['Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936'],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'iris',
  url: new URL('../../assets/iris.bin', import.meta.url),
  record: assetRecords.iris,
  task: 'classification',
  inputShape: [4],
  outputNames: ['setosa', 'versicolor', 'virginica'],
  licence: assetRecords.iris.licence,
  source: 'R. A. Fisher: Iris, UCI Machine Learning Repository, 1936. https://doi.org/10.24432/C56C76',
});
