import { createRegistry, type Plugin } from '@convlab/core';
import { conformance } from '@convlab/testing/conformance';
import { optimizerPreset } from './optimizer-preset/optimizer-preset.ts';

const registry = createRegistry().use(...optimizerPreset);

/** Learning rates that suit a parabola of curvature 1, and other settings worth a look. */
const cases: Readonly<Record<string, readonly object[]>> = {
  'convlab/sgd': [{ learningRate: 0.1 }, { learningRate: 0.05, momentum: 0.9, nesterov: true }],
  'convlab/momentum': [{ learningRate: 0.05 }],
  'convlab/nesterov': [{ learningRate: 0.05 }],
  'convlab/adagrad': [{ learningRate: 0.1 }],
  'convlab/rmsprop': [{ learningRate: 0.01 }, { learningRate: 0.01, momentum: 0.5, centered: true }],
  'convlab/adadelta': [{ learningRate: 10 }],
  'convlab/adam': [
    { learningRate: 0.02 },
    { learningRate: 0.02, accumulateSteps: 2, globalClipNorm: 1, clipValue: 0.5, clipNorm: 1 },
    { learningRate: { id: 'cosine', initial: 0.05 }, groups: [{ weights: 'b/*', factor: 0.5 }] },
  ],
  'convlab/amsgrad': [{ learningRate: 0.02 }],
  'convlab/adamax': [{ learningRate: 0.02 }],
  'convlab/nadam': [{ learningRate: 0.02 }, { learningRate: 0.02, repeatMomentum: true }],
  'convlab/adamw': [{ learningRate: 0.02 }],
  'convlab/lion': [{ learningRate: 0.01, weightDecay: 0.1 }],
};
const schedules: Readonly<Record<string, readonly object[]>> = {
  'convlab/cosine': [{ period: 3, periodFactor: 2 }],
  'convlab/linear-warm-up': [{ then: { id: 'cosine', initial: 0.1 }, duration: 2 }],
};

for (const plugin of optimizerPreset as readonly Plugin[]) {
  const configs =
    plugin.kind === 'optimizer' ? (cases[plugin.id] ?? []) : [{}, ...(schedules[plugin.id] ?? [])];
  conformance(plugin, { registry, cases: configs.map((config) => ({ config: { ...config } })) });
}
