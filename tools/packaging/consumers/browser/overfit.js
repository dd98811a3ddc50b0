// A network learns twenty digits by heart, in the browser.
import { architecturePreset } from '@convlab/architectures';
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, createRng } from '@convlab/core';
import { memorySource } from '@convlab/data';
import { accuracy } from '@convlab/evaluation';
import { layerPreset } from '@convlab/layers';
import { softmaxCrossEntropy } from '@convlab/losses';
import { compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import { adam } from '@convlab/optimizers';
import { train } from '@convlab/training';

export async function overfit() {
  await useConvlabBackend();
  const registry = createRegistry().use(
    ...layerPreset,
    ...normalizationPreset,
    ...architecturePreset,
    adam,
    softmaxCrossEntropy,
    accuracy,
  );
  const numExamples = 20;
  const rng = createRng(1);
  const info = {
    task: 'classification',
    inputShape: [8, 8, 1],
    numOutputs: 2,
    outputNames: ['a', 'b'],
    numExamples,
    licence: 'none',
    source: 'made here',
  };
  const source = memorySource(info, {
    inputs: rng.uniform(numExamples * 64),
    targets: Int32Array.from({ length: numExamples }, (_, i) => i % 2),
  });
  const all = Int32Array.from({ length: numExamples }, (_, i) => i);
  const architecture = registry.create('architecture', { id: 'conv-net', blocks: [8] });
  const { history } = await train({
    network: compileNetwork(architecture.build({ inputShape: info.inputShape, numOutputs: 2 }), registry),
    loss: registry.create('loss', 'softmax-cross-entropy'),
    optimizer: registry.create('optimizer', { id: 'adam', learningRate: 0.01 }),
    regularizers: [],
    metrics: { accuracy: registry.create('metric', 'accuracy') },
    source,
    split: { train: all, validation: all, test: new Int32Array(0) },
    settings: { batchSize: numExamples, epochs: 60, monitor: 'validation/loss' },
    rng,
    backend: { name: 'convlab', reason: 'asked for' },
  });
  const last = history.at(-1)['validation/accuracy'];
  return last === 1 ? 'trained' : `accuracy ${last}`;
}
