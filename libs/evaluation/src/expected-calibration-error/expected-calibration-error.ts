import { definePlugin, type Metric } from '@convlab/core';
import { z } from 'zod';
import { calibrationBins, emptyBins, type CalibrationBin } from '../calibration/calibration.ts';

const config = z.strictObject({
  bins: z
    .int()
    .min(1)
    .max(1000)
    .default(15)
    .meta({ title: 'Bins', description: 'Intervals of confidence, of equal width.' }),
});

/**
 * Expected calibration error: how far confidence and accuracy are apart.
 *
 * ece = sum_b count[b] / n |accuracy[b] - meanConfidence[b]|
 *
 * Confidence is the probability of the predicted class.
 * Range: [0, 1]; lower is better.
 * @see Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
 */
export const expectedCalibrationError = definePlugin({
  kind: 'metric',
  id: 'convlab/expected-calibration-error',
  version: 1,
  title: 'Expected calibration error',
  summary: 'Mean distance of confidence from accuracy, over bins of confidence.',
  formula: 'sum_b count[b] / n |accuracy[b] - meanConfidence[b]|',
  references: [
    'Naeini, Cooper, Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015',
    'Guo et al., On calibration of modern neural networks, ICML 2017',
  ],
  config,
  create: ({ bins }): Metric<readonly CalibrationBin[]> => ({
    scale: { better: 'lower', range: [0, 1], format: 'percent' },
    tasks: ['classification'],
    start: () => emptyBins(bins),
    add: (state, part) => {
      const added = calibrationBins(part, bins);
      return state.map((bin, i) => addBins(bin, added[i] as CalibrationBin));
    },
    value: (state) => {
      const total = state.reduce((sum, { count }) => sum + count, 0);
      const apart = state.reduce((sum, bin) => sum + Math.abs(bin.correct - bin.confidenceSum), 0);
      return apart / total;
    },
  }),
});

function addBins(a: CalibrationBin, b: CalibrationBin): CalibrationBin {
  return {
    ...a,
    count: a.count + b.count,
    confidenceSum: a.confidenceSum + b.confidenceSum,
    correct: a.correct + b.correct,
  };
}
