// A state dict with the names that torchvision gives to ResNet-18: node save-resnet.js FILE
import { writeFile } from 'node:fs/promises';
import { architecturePreset } from '@convlab/architectures';
import { createRegistry, createRng } from '@convlab/core';
import { saveTorchWeights } from '@convlab/interop';
import { layerPreset } from '@convlab/layers';
import { compileNetwork, initializeState, initializeWeights } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';

const registry = createRegistry().use(...architecturePreset, ...layerPreset, ...normalizationPreset);
const resnet = registry.create('architecture', 'resnet-18');
const network = compileNetwork(resnet.build({ inputShape: [224, 224, 3], numOutputs: 1000 }), registry);
const parts = { weights: initializeWeights(network, createRng(1)), state: initializeState(network) };
await writeFile(process.argv[2], await saveTorchWeights(network, parts, { naming: 'torchvision' }));
