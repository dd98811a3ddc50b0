import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRegistry, decodeSafetensors } from '@convlab/core';
import { lossPreset } from '@convlab/losses';
import { decodeTrainedModel } from '@convlab/training';
import { openWorkbench, type Workbench } from '@convlab/workbench';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackValues } from '../../features/common/example-values.ts';
import { exportModel } from '../../networks/trained/export-model.ts';
import { explain, occlude, predictionOf } from '../../networks/trained/explain.ts';
import { lastModel } from '../downloads/last-model.ts';
import { appRouter } from './router.ts';

const spec = {
  data: { set: 'digits', scale: 'z-score' },
  network: { architecture: { id: 'conv-net', blocks: [4], dense: [8] } },
  training: { batchSize: 64, epochs: 2 },
};
let folder: string;
let workbench: Workbench;
let id = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlab-inside-'));
  workbench = await openWorkbench({ location: { dataDir: join(folder, 'store') }, folder, slots: 1 });
  id = (await api().experiments.launch({ spec })).runId;
  while ((await api().runs.get({ id })).run.finishedAt === null) await sleep(50);
}, 120_000);
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true });
});

const api = () => appRouter.createCaller({ workbench, report: () => undefined });

async function trained() {
  const file = await workbench.store.artifacts.read(id, 'best');
  if (file === undefined) throw new Error('no weights');
  return decodeTrainedModel(file.data, workbench.registry);
}

async function imageOf(index: number): Promise<tf.Tensor> {
  const { input } = await api().inside.example({ id, index });
  return tf.tensor(unpackValues(input), [1, 8, 8, 1]);
}

describe('examples of a run', () => {
  it('are divided into right and wrong ones, the surest first', async () => {
    const [all, right, wrong] = await Promise.all(
      (['all', 'right', 'wrong'] as const).map((answers) =>
        api().inside.examples({ id, part: 'validation', answers, limit: 48 }),
      ),
    );
    expect(all?.judged).toBe(true);
    expect(all?.parts).toEqual(['validation', 'train']);
    expect(all?.total).toBe((right?.total ?? 0) + (wrong?.total ?? 0));
    expect(right?.examples.every(({ truth, predicted }) => truth === predicted)).toBe(true);
    expect(wrong?.examples.every(({ truth, predicted }) => truth !== predicted)).toBe(true);
    const confidences = wrong?.examples.map(({ confidence }) => confidence ?? NaN) ?? [];
    expect(confidences.length).toBeGreaterThan(0);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  });

  it('are found by their index, whatever list they stand in', async () => {
    const { examples } = await api().inside.examples({ id, part: 'validation', answers: 'wrong', limit: 3 });
    const third = examples[2]?.index ?? 0;
    const ask = { id, part: 'validation', index: third, limit: 1 } as const;
    const found = await api().inside.examples({ ...ask, answers: 'wrong' });
    expect([found.offset, found.examples[0]?.index]).toEqual([2, third]);
    const all = await api().inside.examples(ask);
    expect(all.examples[0]?.index).toBe(third);
    const none = await api().inside.examples({ ...ask, index: 1e6, offset: 1 });
    expect(none.offset).toBe(1);
  });

  it('of a part that is not to be seen are those of another', async () => {
    const { part, parts } = await api().inside.examples({ id, part: 'test' });
    expect(parts).not.toContain('test');
    expect(part).toBe('validation');
  });

  it('of the training part come without answers', async () => {
    const { judged, total, examples } = await api().inside.examples({ id, part: 'train', limit: 2 });
    const { run } = await api().runs.get({ id });
    expect([judged, total]).toEqual([false, run.started?.numExamples.train]);
    expect(examples[0]).toMatchObject({ predicted: null, confidence: null });
  });

  it('are given as the network reads them: it says of them what the run kept', async () => {
    const { examples } = await api().inside.examples({ id, part: 'validation', limit: 5 });
    const network = await trained();
    const loss = createRegistry()
      .use(...lossPreset)
      .create('loss', 'softmax-cross-entropy');
    for (const { index, predicted, confidence } of examples) {
      const said = await predictionOf(network, await imageOf(index), loss);
      expect(said.indexOf(Math.max(...said))).toBe(predicted);
      expect(Math.max(...said)).toBeCloseTo(confidence ?? NaN, 4);
    }
  });

  it('exist or are refused', async () => {
    await expect(api().inside.example({ id, index: 1e6 })).rejects.toThrow('no example with this index');
    await expect(api().inside.examples({ id: 'nobody', part: 'train' })).rejects.toThrow(/run/i);
  });
});

describe('a trained network in the worker', () => {
  it('explains an output by maps of the image', async () => {
    const network = await trained();
    const image = await imageOf(0);
    const before = tf.memory().numTensors;
    const { gradCam, saliency } = await explain(network, image, 3);
    expect([saliency.height, saliency.width]).toEqual([8, 8]);
    expect(gradCam?.values.every((value) => value >= 0)).toBe(true);
    const shares: number[] = [];
    const occlusion = await occlude(network, image, 3, (share) => {
      shares.push(share);
      return Promise.resolve();
    });
    expect([occlusion.height, occlusion.width]).toEqual([8, 8]);
    expect(shares.at(-1)).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is written as TensorFlow.js reads it', async () => {
    const { unzipSync, strFromU8 } = await import('fflate');
    const network = await trained();
    const files = unzipSync(await exportModel(network, 'layers-model', workbench.registry));
    const { weightsManifest, modelTopology } = JSON.parse(
      strFromU8(files['model.json'] ?? new Uint8Array()),
    ) as {
      weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
      modelTopology: object;
    };
    expect(weightsManifest[0]?.paths).toEqual(['weights.bin']);
    const model = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
        weightData: new Uint8Array(files['weights.bin'] ?? []).buffer,
      }),
    );
    const image = await imageOf(7);
    const theirs = await (model.predict(image) as tf.Tensor).data();
    const none = {
      tasks: [],
      loss: () => tf.scalar(0),
      predictions: (outputs: tf.Tensor) => outputs.clone(),
    };
    const ours = await predictionOf(network, image, none);
    ours.forEach((value, k) => expect(theirs[k]).toBeCloseTo(value, 4));
  });
});

it('the model of the last checkpoint stands alone; of a run whose last epoch is the best it is the best', async () => {
  const { run } = await api().runs.get({ id });
  expect([run.epoch, run.bestEpoch]).toEqual([2, 2]);
  const last = decodeSafetensors(await lastModel(workbench, id));
  const best = decodeSafetensors(
    (await workbench.store.artifacts.read(id, 'best'))?.data ?? new Uint8Array(),
  );
  expect(last.tensors).toEqual(best.tensors);
  expect(last.metadata).toMatchObject({ epoch: '2', step: String(run.step) });
  expect(JSON.parse(last.metadata['network'] ?? '')).toEqual(JSON.parse(best.metadata['network'] ?? ''));
});
