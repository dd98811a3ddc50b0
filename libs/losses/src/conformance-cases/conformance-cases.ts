import type { ConformanceCases } from '@convlab/core';

/** What the conformance kit checks the plugins of this package with. */
export const conformanceCases: ConformanceCases = {
  'loss:convlab/softmax-cross-entropy': {
    cases: [
      { shape: [5, 4] },
      { config: { labelSmoothing: 0.1, classWeights: [1, 0.5, 2] }, shape: [5, 3] },
      { shape: [1, 2] },
    ],
  },
  'loss:convlab/binary-cross-entropy': {
    cases: [{ shape: [5, 4] }, { config: { labelSmoothing: 0.2 }, shape: [3, 1] }],
  },
  'loss:convlab/mean-squared-error': { cases: [{ shape: [5, 2] }] },
  'loss:convlab/mean-absolute-error': { cases: [{ shape: [5, 2] }] },
  'loss:convlab/huber': { cases: [{ shape: [5, 2] }, { config: { delta: 0.3 }, shape: [4, 1] }] },
};
