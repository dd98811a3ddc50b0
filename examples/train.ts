// Train a small convolutional network on handwritten digits, and ask whether it generalizes.
import { architecturePreset } from '@convlab/architectures';
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry } from '@convlab/core';
import { dataPreset } from '@convlab/data';
import { metricPreset } from '@convlab/evaluation';
import { prepareTraining, requireExperiment } from '@convlab/experiments';
import { layerPreset } from '@convlab/layers';
import { lossPreset } from '@convlab/losses';
import { normalizationPreset } from '@convlab/normalization';
import { optimizerPreset } from '@convlab/optimizers';
import { train } from '@convlab/training';

const registry = createRegistry()
  .use(...layerPreset, ...normalizationPreset, ...architecturePreset)
  .use(...lossPreset, ...optimizerPreset, ...metricPreset, ...dataPreset);
const experiment = requireExperiment(
  {
    data: { set: 'digits' },
    network: { architecture: 'conv-net', config: { blocks: [8, 16] }, normalization: 'batch' },
    optimizer: { id: 'adam', learningRate: 0.01 },
    training: { batchSize: 64, epochs: 6 },
  },
  registry,
);

const { gemm } = await useConvlabBackend();
const { setup } = await prepareTraining(experiment, registry, { name: 'convlab', reason: gemm });
const { event } = await train(setup, {
  listener: { epoch: async ({ epoch, metrics }) => console.log(epoch, metrics['validation/accuracy']) },
});
console.log(`best epoch ${event.bestEpoch}:`, event.bestMetrics['validation/accuracy']);
