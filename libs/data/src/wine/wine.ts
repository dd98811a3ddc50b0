import { definePlugin } from '@convlab/core';
import { z } from 'zod';
import { assetRecords } from '../_internal/asset-records.ts';
import { bundledDataSet } from '../_internal/bundled-data-set.ts';

/**
 * Wine recognition: 178 wines, 13 features, 3 classes of 59, 71 and 48.
 *
 * Features have very different units (proline up to 1680, hue below 2), so that scaling matters.
 *
 * @see Aeberhard, Coomans, de Vel, "Comparative analysis of statistical pattern recognition methods in high dimensional
 *   settings", Pattern Recognition 27, 1994.
 */
export const wine = definePlugin({
  kind: 'data-set',
  id: 'convlab/wine',
  version: 1,
  title: 'Wine',
  summary: '178 wines of three cultivars, 13 chemical measurements.',
  references: [
    'Aeberhard, Coomans, de Vel, Comparative analysis of statistical pattern recognition methods in high dimensional settings, Pattern Recognition 27, 1994',
  ],
  config: z.strictObject({}),
  create: () => dataSet,
});

const dataSet = bundledDataSet({
  name: 'wine',
  url: new URL('../../assets/wine.bin', import.meta.url),
  record: assetRecords.wine,
  task: 'classification',
  inputShape: [13],
  outputNames: ['cultivar 1', 'cultivar 2', 'cultivar 3'],
  licence: assetRecords.wine.licence,
  source:
    'S. Aeberhard, M. Forina: Wine, UCI Machine Learning Repository, 1992. https://doi.org/10.24432/C5PC7J',
});
