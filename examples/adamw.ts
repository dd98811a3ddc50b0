// AdamW with a cosine schedule in model.compile: weight decay leaves biases alone, and the learning rate falls to zero.
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry } from '@convlab/core';
import { optimizerPreset, toTfOptimizer } from '@convlab/optimizers';
import * as tf from '@tensorflow/tfjs';

await useConvlabBackend();
const adamw = createRegistry()
  .use(...optimizerPreset)
  .create('optimizer', {
    id: 'adamw',
    weightDecay: 0.01,
    learningRate: { id: 'cosine', initial: 0.05 },
  });

const [epochs, batchSize, examples] = [30, 32, 256];
const totalSteps = (epochs * examples) / batchSize;
const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [1], units: 16, activation: 'tanh' }),
    tf.layers.dense({ units: 1 }),
  ],
});
model.compile({ optimizer: toTfOptimizer(adamw, { totalSteps }), loss: 'meanSquaredError' });

const x = tf.linspace(-3, 3, examples).expandDims(1);
const { history } = await model.fit(x, tf.sin(x), { epochs, batchSize, verbose: 0 });
console.log('mean squared error', history['loss']?.at(0), '->', history['loss']?.at(-1));
