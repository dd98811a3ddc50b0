// A small network trains in plain Node with nothing but the published packages.
import assert from 'node:assert/strict';
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
import { regularizerPreset } from '@convlab/regularizers';
import { train } from '@convlab/training';

const registry = createRegistry().use(
  ...layerPreset,
  ...normalizationPreset,
  ...regularizerPreset,
  ...optimizerPreset,
  ...lossPreset,
  ...dataPreset,
  ...metricPreset,
  ...architecturePreset,
);
const backend = await useConvlabBackend();
const experiment = requireExperiment(
  {
    data: { set: 'digits' },
    network: { architecture: 'conv-net', config: { blocks: [8] } },
    training: { epochs: 2 },
  },
  registry,
);
const { setup } = await prepareTraining(experiment, registry, { name: 'convlab', reason: backend.gemm });
const { history } = await train(setup);
assert.ok(history.at(-1)['validation/accuracy'] > 0.7);
