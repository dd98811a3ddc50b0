// Group normalization in an existing tf.layers model: its statistics do not depend on the batch, so a batch of 4 is enough.
import { useConvlabBackend } from '@convlab/backend';
import { createRegistry } from '@convlab/core';
import { tfLayerMaker } from '@convlab/layers';
import { group } from '@convlab/normalization/group';
import * as tf from '@tensorflow/tfjs';

await useConvlabBackend();
const toTfLayer = tfLayerMaker(createRegistry().use(group));

const model = tf.sequential();
model.add(tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 8, kernelSize: 3, useBias: false }));
model.add(toTfLayer('normalization', { id: 'group', groups: 4 }, { name: 'norm1' }));
model.add(tf.layers.activation({ activation: 'relu' }));
model.add(tf.layers.flatten());
model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

// Is the left half brighter than the right one?
const images = tf.randomUniform([64, 8, 8, 1], 0, 1, 'float32', 1);
const brightness = (column: number) => tf.mean(tf.slice(images, [0, 0, column, 0], [64, 8, 4, 1]), [1, 2, 3]);
const labels = tf.oneHot(tf.cast(tf.greater(brightness(0), brightness(4)), 'int32'), 2);
const { history } = await model.fit(images, labels, { batchSize: 4, epochs: 20, verbose: 0 });
console.log('accuracy', history['acc']?.at(-1));
