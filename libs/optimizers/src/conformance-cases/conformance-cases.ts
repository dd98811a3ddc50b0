import type { ConformanceCases, PluginCases } from '@convlab/core';

const configured = (...configs: readonly Readonly<Record<string, unknown>>[]): PluginCases => ({
  cases: configs.map((config) => ({ config })),
});

/** What the conformance kit checks the plugins of this package with: rates that suit a parabola of curvature 1. */
export const conformanceCases: ConformanceCases = {
  'optimizer:convlab/sgd': configured(
    { learningRate: 0.1 },
    { learningRate: 0.05, momentum: 0.9, nesterov: true },
  ),
  'optimizer:convlab/momentum': configured({ learningRate: 0.05 }),
  'optimizer:convlab/nesterov': configured({ learningRate: 0.05 }),
  'optimizer:convlab/adagrad': configured({ learningRate: 0.1 }),
  'optimizer:convlab/rmsprop': configured(
    { learningRate: 0.01 },
    { learningRate: 0.01, momentum: 0.5, centered: true },
  ),
  'optimizer:convlab/adadelta': configured({ learningRate: 10 }),
  'optimizer:convlab/adam': configured(
    { learningRate: 0.02 },
    { learningRate: 0.02, accumulateSteps: 2, globalClipNorm: 1, clipValue: 0.5, clipNorm: 1 },
    { learningRate: { id: 'cosine', initial: 0.05 }, groups: [{ weights: 'b/*', factor: 0.5 }] },
  ),
  'optimizer:convlab/amsgrad': configured({ learningRate: 0.02 }),
  'optimizer:convlab/adamax': configured({ learningRate: 0.02 }),
  'optimizer:convlab/nadam': configured({ learningRate: 0.02 }, { learningRate: 0.02, repeatMomentum: true }),
  'optimizer:convlab/adamw': configured({ learningRate: 0.02 }),
  'optimizer:convlab/lion': configured({ learningRate: 0.01, weightDecay: 0.1 }),
  'schedule:convlab/cosine': configured({}, { period: 3, periodFactor: 2 }),
  'schedule:convlab/linear-warm-up': configured({}, { then: { id: 'cosine', initial: 0.1 }, duration: 2 }),
};
