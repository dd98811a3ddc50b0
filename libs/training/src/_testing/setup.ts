import { createRegistry, createRng, type ExampleSource, type PluginRef, type Registry } from '@convlab/core';
import { dataPreset, memorySource } from '@convlab/data';
import { metricPreset } from '@convlab/evaluation';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { compileNetwork, networkBuilder } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { regularizerPreset } from '@convlab/regularizers';
import type { TrainingSettings, TrainingSetup } from '../train/training-setup.ts';

/** Every plugin that the tests of the training loop train with. */
export const registry: Registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...lossPreset,
  ...optimizerPreset,
  ...regularizerPreset,
  ...metricPreset,
  ...dataPreset,
);

/** Two classes of points around (−1, −1) and (1, 1), `noise` standard deviations wide. */
export function twoBlobs(numExamples: number, noise = 0.4): ExampleSource {
  const values = createRng(11).normal(2 * numExamples, 0, noise);
  const targets = Int32Array.from({ length: numExamples }, (_, i) => i % 2);
  const inputs = values.map((value, i) => value + ((targets[i >> 1] as number) === 0 ? -1 : 1));
  const info = {
    task: 'classification',
    inputShape: [2],
    numOutputs: 2,
    outputNames: ['left', 'right'],
    numExamples,
    licence: 'none',
    source: 'generated',
  } as const;
  return memorySource(info, { inputs, targets });
}

/** A small network with everything that makes resuming hard: statistics, noise and an optimizer with state. */
export function blobSetup(
  settings: Partial<TrainingSettings> = {},
  options: {
    source?: ExampleSource;
    optimizer?: PluginRef;
    regularizers?: PluginRef[];
    plain?: boolean;
  } = {},
): TrainingSetup {
  const source = options.source ?? twoBlobs(120);
  const rng = createRng(5);
  const split = registry
    .create('split', { id: 'stratified', train: 0.6, validation: 0.2, test: 0.2 })
    .split(source, rng.fold('split'));
  const b = networkBuilder([2]);
  let features = b.add('fc', 'layer', { id: 'dense', units: 8 }, b.input);
  if (options.plain !== true) {
    features = b.add('norm', 'normalization', 'batch', features);
    features = b.add('relu', 'activation', 'relu', features);
    features = b.add('drop', 'layer', { id: 'dropout', rate: 0.2 }, features);
  }
  const graph = b.build(b.add('logits', 'layer', { id: 'dense', units: 2 }, features));
  return {
    network: compileNetwork(graph, registry),
    loss: registry.create('loss', 'softmax-cross-entropy'),
    optimizer: registry.create('optimizer', options.optimizer ?? 'adam'),
    regularizers: (options.regularizers ?? []).map((ref) => registry.create('regularizer', ref)),
    metrics: { accuracy: registry.create('metric', 'accuracy') },
    source,
    split,
    settings: { batchSize: 16, epochs: 4, monitor: 'validation/loss', ...settings },
    rng,
    backend: { name: 'test', reason: 'the test chose it' },
  };
}
