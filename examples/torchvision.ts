// A network with torchvision's weights: node torchvision.js resnet18.safetensors
//
// In Python: safetensors.torch.save_file(torchvision.models.resnet18(weights="DEFAULT").state_dict(), "resnet18.safetensors")
import { readFile } from 'node:fs/promises';
import { architecturePreset } from '@convlab/architectures';
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry, createRng } from '@convlab/core';
import { loadTorchWeights } from '@convlab/interop';
import { layerPreset } from '@convlab/layers';
import { applyNetwork, compileNetwork } from '@convlab/network';
import { normalizationPreset } from '@convlab/normalization';
import * as tf from '@tensorflow/tfjs';

await useConvlabBackend();
const registry = createRegistry().use(...architecturePreset, ...layerPreset, ...normalizationPreset);
const resnet = registry.create('architecture', 'resnet-18');
const network = compileNetwork(resnet.build({ inputShape: [224, 224, 3], numOutputs: 1000 }), registry);

const { weights, state, report } = loadTorchWeights(
  network,
  await readFile(process.argv[2] ?? 'resnet18.safetensors'),
);
console.log(`${report.loaded.length} tensors by the names of ${report.naming}; missing:`, report.missing);

// Your image comes here: pixels from 0 to 1 less [0.485, 0.456, 0.406], divided by [0.229, 0.224, 0.225].
const input = tf.randomNormal([1, 224, 224, 3], 0, 1, 'float32', 1);
const { outputs } = applyNetwork(network, { weights, state, input, training: false, rng: createRng(0) });
const { indices, values } = tf.topk(tf.softmax(outputs[0]), 5);
console.log('classes', await indices.array(), 'with', await values.array());
