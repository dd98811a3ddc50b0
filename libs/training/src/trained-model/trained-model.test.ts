import { useConvlabBackend } from '@convlab/backend';
import { decodeSafetensors } from '@convlab/core';
import { beforeAll, expect, it } from 'vitest';
import { blobSetup, registry } from '../_testing/setup.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { train } from '../train/train.ts';
import { decodeTrainedModel, modelOfCheckpoint } from './trained-model.ts';

beforeAll(async () => {
  await useConvlabBackend();
});

/* Thrown about by its rate, so that the last epoch is not the best. */
const setup = blobSetup(
  { epochs: 30, earlyStopping: { patience: 3, minDelta: 0 } },
  { optimizer: { id: 'sgd', learningRate: 3, momentum: 0.95 } },
);

it('takes the model of the last epoch out of a checkpoint: it errs as that epoch said', async () => {
  const checkpoints: Uint8Array[] = [];
  const { event, history } = await train(setup, {
    listener: { epoch: async (_, files) => void checkpoints.push(await files.checkpoint()) },
  });
  expect(event.bestEpoch).toBeLessThan(event.epoch);
  const file = modelOfCheckpoint(checkpoints.at(-1)!, setup.network);
  expect(decodeSafetensors(file).metadata).toMatchObject({
    epoch: String(event.epoch),
    step: String(5 * event.epoch),
  });
  const { network, weights, state } = decodeTrainedModel(file, registry);
  const said = await evaluate({ ...setup, network, weights, statistics: state }, setup.split.validation);
  expect(said?.['loss']).toBe(history.at(-1)?.['validation/loss']);
  expect(said?.['loss']).not.toBe(event.bestMetrics['validation/loss']);
});

it('says after which update it was when the epoch was interrupted', async () => {
  const abort = new AbortController();
  let reads = 0;
  const source: typeof setup.source = {
    ...setup.source,
    read: (indices) => {
      if (++reads === 3) abort.abort();
      return setup.source.read(indices);
    },
  };
  const { stopped } = await train({ ...setup, source }, { signal: abort.signal });
  const { metadata } = decodeSafetensors(modelOfCheckpoint(stopped!.checkpoint, setup.network));
  expect([metadata['epoch'], metadata['step']]).toEqual(['0', String(stopped?.step)]);
  expect(stopped?.step).toBeGreaterThan(0);
});
