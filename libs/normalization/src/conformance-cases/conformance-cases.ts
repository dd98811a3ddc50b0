import type { ConformanceCases } from '@convlab/core';

const images = [[3, 5, 4, 6]];
const vectors = [[5, 6]];
const affineOff = { scale: false, center: false };

/** What the conformance kit checks the plugins of this package with. */
export const conformanceCases: ConformanceCases = {
  'normalization:convlab/batch': {
    cases: [
      { inputs: images },
      { inputs: vectors },
      { inputs: [[1, 3, 3, 1]] },
      { config: { ...affineOff, runningVariance: 'biased', momentum: 0.99, epsilon: 1e-3 }, inputs: images },
      { config: { scale: false }, inputs: images },
      { config: { center: false }, inputs: images },
    ],
  },
  'normalization:convlab/layer': {
    cases: [
      { inputs: images },
      { inputs: vectors },
      { config: { axis: 'channels' }, inputs: images },
      { config: affineOff, inputs: [[1, 3, 2, 1]] },
    ],
  },
  'normalization:convlab/instance': {
    cases: [{ inputs: images }, { config: affineOff, inputs: [[1, 3, 2, 1]] }],
    refused: [{ inputs: [[2, 6]] }, { inputs: [[2, 1, 1, 6]] }],
  },
  'normalization:convlab/group': {
    cases: [
      { config: { groups: 3 }, inputs: images },
      { config: { groups: 2 }, inputs: vectors },
      { config: { groups: 1, ...affineOff }, inputs: [[1, 3, 3, 1]] },
    ],
    refused: [{ config: { groups: 4 }, inputs: images }],
  },
  'normalization:convlab/local-response': {
    cases: [{ inputs: [[2, 3, 3, 7]] }, { config: { size: 3, alpha: 0.5 }, inputs: images }],
  },
};
