import { createRegistry, createRng } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { layerPreset } from '../layer-preset/layer-preset.ts';
import { tfLayerMaker } from './to-tf-layer.ts';

const registry = createRegistry().use(...layerPreset);
beforeAll(() => tf.setBackend('cpu'));

function residualModel(): tf.LayersModel {
  const toTfLayer = tfLayerMaker(registry);
  const input = tf.input({ shape: [6, 6, 2] });
  const conv = toTfLayer('layer', { id: 'conv', filters: 2, padding: 'same' }, { name: 'conv' }).apply(input);
  const relu = toTfLayer('activation', { id: 'prelu' }, { name: 'prelu' }).apply(conv);
  const sum = toTfLayer('layer', { id: 'add' }, { name: 'sum' }).apply([input, relu as tf.SymbolicTensor]);
  const dropped = toTfLayer('layer', { id: 'dropout', rate: 0.3 }, { name: 'drop' }).apply(sum);
  const pooled = toTfLayer('layer', { id: 'global-average-pool' }, { name: 'pool' }).apply(dropped);
  const logits = toTfLayer('layer', { id: 'dense', units: 3 }, { name: 'fc' }).apply(pooled);
  return tf.model({ inputs: input, outputs: logits as tf.SymbolicTensor });
}

describe('tfLayerMaker', () => {
  const x = tf.tensor4d(createRng(1).normal(2 * 72), [2, 6, 6, 2]);

  it('gives layers that infer shapes, train and predict in a tf.LayersModel', async () => {
    const model = residualModel();
    expect(model.outputShape).toEqual([null, 3]);
    expect(model.countParams()).toBe(3 * 3 * 2 * 2 + 2 + 2 + 2 * 3 + 3);
    model.compile({ optimizer: tf.train.sgd(0.2), loss: 'meanSquaredError' });
    const y = tf.tensor2d([
      [1, 0, -1],
      [0, 1, 2],
    ]);
    const { history } = await model.fit(x, y, { epochs: 60, verbose: 0 });
    const losses = history['loss'] as number[];
    expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] as number));
    const [a, b] = [model.predict(x) as tf.Tensor, model.predict(x) as tf.Tensor];
    expect([...(await a.data())]).toEqual([...(await b.data())]);
  });

  it('saves, loads and predicts the same', async () => {
    const model = residualModel();
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    const artifacts = JSON.parse(JSON.stringify(saved?.modelTopology)) as object;
    const loaded = await tf.loadLayersModel(
      tf.io.fromMemory({ ...(saved as tf.io.ModelArtifacts), modelTopology: artifacts }),
    );
    const [before, after] = [model.predict(x) as tf.Tensor, loaded.predict(x) as tf.Tensor];
    expect([...(await after.data())]).toEqual([...(await before.data())]);
  });
});
