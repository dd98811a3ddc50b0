import { createRegistry, createRng } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { compileNetwork, initializeState, initializeWeights, networkBuilder } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';

/** A small convolutional network with weights, for tests of what is seen inside. */
export function smallNetwork() {
  const registry = createRegistry().use(...layerPreset, ...normalizationPreset);
  const b = networkBuilder([8, 8, 2]);
  const conv = b.add('conv', 'layer', { id: 'conv', filters: 4, padding: 'same' }, b.input);
  const norm = b.add('norm', 'normalization', 'batch', conv);
  const relu = b.add('relu', 'activation', 'relu', norm);
  const pool = b.add('pool', 'layer', { id: 'average-pool' }, relu);
  const flat = b.add('flatten', 'layer', 'flatten', pool);
  const network = compileNetwork(
    b.build(b.add('logits', 'layer', { id: 'dense', units: 3 }, flat)),
    registry,
  );
  return {
    network,
    weights: initializeWeights(network, createRng(1)),
    state: initializeState(network),
  };
}
