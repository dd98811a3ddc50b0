import { useConvlabBackend } from '@convlab/backend';
import type { PluginRef } from '@convlab/core';
import { initializeState, initializeWeights } from '@convlab/network';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { blobSetup, twoBlobs } from '../_testing/setup.ts';
import { decodeModel } from '../checkpoint/checkpoint.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { decodePredictions, encodePredictions } from '../predictions/predictions.ts';
import type { EpochEvent, StartedEvent, StepEvent } from '../events/run-event.ts';
import { train } from './train.ts';
import type { TrainingSetup } from './training-setup.ts';

/** Trains and keeps what was reported. */
async function record(setup: TrainingSetup, control: { checkpoint?: Uint8Array; stopAfter?: number } = {}) {
  const events: EpochEvent[] = [];
  const progress: (StartedEvent | StepEvent)[] = [];
  const checkpoints: Uint8Array[] = [];
  const abort = new AbortController();
  const result = await train(setup, {
    signal: abort.signal,
    ...(control.checkpoint === undefined ? {} : { checkpoint: control.checkpoint }),
    listener: {
      progress: (event) => progress.push(event),
      epoch: async (event, files) => {
        events.push(event);
        checkpoints.push(await files.checkpoint());
        if (event.epoch === control.stopAfter) abort.abort();
      },
    },
  });
  return { ...result, events, progress, checkpoints, rows: events.map(({ metrics }) => metrics) };
}

/** The losses of single updates that were reported. */
function lossesOf(progress: readonly (StartedEvent | StepEvent)[]) {
  return progress.flatMap((event) =>
    event.type === 'started'
      ? []
      : event.losses.map((loss, i) => ({ step: event.step - event.losses.length + 1 + i, loss })),
  );
}

describe('train', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  it('learns what can be learned, and reports every epoch', async () => {
    const { rows, event, progress } = await record(
      blobSetup({ epochs: 25 }, { optimizer: { id: 'adam', learningRate: 0.02 } }),
    );
    expect(rows).toHaveLength(25);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['train', 'trainEval', 'validation'].flatMap((part) => [`${part}/accuracy`, `${part}/loss`]).sort(),
    );
    expect(rows[24]?.['validation/accuracy']).toBeGreaterThan(0.95);
    expect(rows[24]?.['validation/loss']).toBeLessThan(rows[0]?.['validation/loss'] as number);
    expect(event).toMatchObject({ reason: 'completed', epoch: 25 });
    expect(progress[0]).toMatchObject({
      type: 'started',
      stepsPerEpoch: 5,
      numWeights: 2 * 8 + 8 + 16 + 8 * 2 + 2,
    });
  });

  it('reports the loss of every update, once and in order', async () => {
    const { rows, progress } = await record(blobSetup());
    const losses = lossesOf(progress);
    expect(losses.map(({ step }) => step)).toEqual(Array.from({ length: 4 * 5 }, (_, i) => i + 1));
    // Of an epoch's 72 examples the last update has 8; an epoch's loss is the mean over examples.
    for (const [epoch, row] of rows.entries()) {
      const sum = losses
        .slice(5 * epoch, 5 * epoch + 5)
        .reduce((total, { loss }, i) => total + (loss ?? NaN) * (i === 4 ? 8 : 16), 0);
      expect(sum / 72).toBeCloseTo(row['train/loss'] as number, 5);
    }
  });

  it('judges the best weights on the parts that were asked for, and on no other', async () => {
    const setup = blobSetup({ epochs: 6 });
    const { judged, event } = await train({ ...setup, judge: ['validation', 'test'] });
    // The best epoch was evaluated by another way, metric by metric as batches came in.
    for (const name of ['loss', 'accuracy'])
      expect(judged.validation?.metrics[name]).toBeCloseTo(
        event.bestMetrics[`validation/${name}`] as number,
        5,
      );
    const { test } = judged;
    expect(test?.predictions.indices).toEqual(setup.split.test);
    const truth = await setup.source.read(setup.split.test);
    expect(test?.predictions.targets).toEqual(truth.targets);
    expect(test?.predictions.outputs).toHaveLength(2 * setup.split.test.length);
    const sums = Array.from({ length: 24 }, (_, i) =>
      [0, 1].reduce((sum, k) => sum + (test?.predictions.outputs[2 * i + k] ?? 0), 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1, 5);
    expect((await train(setup)).judged).toEqual({});
    expect(Object.keys((await train({ ...setup, judge: ['validation'] })).judged)).toEqual(['validation']);
    expect(decodePredictions(encodePredictions(test!.predictions))).toEqual(test?.predictions);
  });

  it('starts from another model, and leaves no tensor behind', async () => {
    const fast = { optimizer: { id: 'adam', learningRate: 0.02 } };
    const first = await train(blobSetup({ epochs: 8 }, fast));
    const before = tf.memory().numTensors;
    const warm = await train(blobSetup({ epochs: 1 }), { initial: first.model });
    expect(tf.memory().numTensors).toBe(before);
    const cold = await train(blobSetup({ epochs: 1 }));
    expect(warm.history[0]?.['train/loss']).toBeLessThan(0.7 * Number(cold.history[0]?.['train/loss']));
  });

  it('gives the same bits for the same setup, and others for another seed', async () => {
    const [one, two] = [await record(blobSetup()), await record(blobSetup())];
    expect(two.rows).toEqual(one.rows);
    expect(two.model).toEqual(one.model);
    const other = { ...blobSetup(), rng: blobSetup().rng.fold('other') };
    expect((await record(other)).rows).not.toEqual(one.rows);
  });

  it.each(['adam', { id: 'sgd', momentum: 0.9, learningRate: 0.1 }] as PluginRef[])(
    'goes on from any checkpoint to the same bits (%j)',
    async (optimizer) => {
      const whole = await record(blobSetup({ epochs: 5 }, { optimizer }));
      for (const epoch of [1, 3]) {
        const rest = await record(blobSetup({ epochs: 5 }, { optimizer }), {
          checkpoint: whole.checkpoints[epoch - 1]!,
        });
        expect(rest.rows).toEqual(whole.rows.slice(epoch));
        expect(rest.history).toEqual(whole.rows);
        expect(rest.model).toEqual(whole.model);
        expect(rest.event).toEqual(whole.event);
      }
    },
  );

  it('goes on within an epoch from where it was stopped, to the same bits', async () => {
    const setup = () => blobSetup({ epochs: 3, batchSize: 4 });
    const whole = await record(setup());
    const abort = new AbortController();
    const source = setup().source;
    let reads = 0;
    const stopping = {
      ...source,
      // 18 updates and two evaluations an epoch: the 30th read lies within the second epoch.
      read: (indices: Int32Array) => {
        if (++reads === 30) abort.abort();
        return source.read(indices);
      },
    };
    const seen: (StartedEvent | StepEvent)[] = [];
    const first = await train(
      { ...setup(), source: stopping },
      { signal: abort.signal, listener: { progress: (event) => seen.push(event) } },
    );
    expect(first.event).toMatchObject({ reason: 'stopped', epoch: 1 });
    expect(first.stopped?.step).toBeGreaterThan(18);
    const rest = await record(setup(), { checkpoint: first.stopped!.checkpoint });
    expect(rest.history).toEqual(whole.rows);
    expect(rest.model).toEqual(whole.model);
    expect(lossesOf([...seen, ...rest.progress])).toEqual(lossesOf(whole.progress));
  });

  it('refuses a checkpoint of another network', async () => {
    const { checkpoints } = await record(blobSetup({ epochs: 1 }));
    await expect(
      record(blobSetup({}, { plain: true }), { checkpoint: checkpoints[0]! }),
    ).resolves.toBeDefined();
    await expect(
      record(blobSetup({}, { optimizer: { id: 'sgd', momentum: 0.9 } }), { checkpoint: checkpoints[0]! }),
    ).rejects.toThrow(expect.objectContaining({ code: 'E_CHECKPOINT_MISMATCH' }));
  });

  it('makes one full-batch update equal the mean of the single examples’ updates', async () => {
    const optimizer = { id: 'sgd', learningRate: 0.1, momentum: 0 };
    const source = twoBlobs(10);
    const setup = (batchSize: number | 'full') =>
      blobSetup({ batchSize, epochs: 1 }, { optimizer, source, plain: true });
    const full = setup('full');
    const start = initializeWeights(full.network, full.rng.fold('init'));
    const after = decodeModel((await record(full)).model, { weights: start, statistics: {} }).weights;
    const name = 'logits/kernel';
    const mean = new Float64Array((start[name] as tf.Tensor).size);
    for (const index of full.split.train) {
      const single = {
        ...setup(1),
        split: { ...full.split, train: Int32Array.of(index) as typeof full.split.train },
      };
      const moved = decodeModel((await record(single)).model, { weights: start, statistics: {} }).weights;
      moved[name]
        ?.dataSync()
        .forEach((value, i) => (mean[i] = (mean[i] as number) + value / full.split.train.length));
    }
    after[name]?.dataSync().forEach((value, i) => expect(value).toBeCloseTo(mean[i] as number, 5));
  });

  it('restores the best epoch, which need not be the last', async () => {
    const setup = blobSetup(
      { epochs: 30, earlyStopping: { patience: 3, minDelta: 0 } },
      { optimizer: { id: 'sgd', learningRate: 3, momentum: 0.95 } },
    );
    const { event, model, rows } = await record(setup);
    expect(event.reason).toBe('early-stopping');
    expect(event.epoch).toBe(event.bestEpoch + 3);
    expect(event.bestMetrics).toEqual(rows[event.bestEpoch - 1]);
    const template = {
      weights: initializeWeights(setup.network, setup.rng),
      statistics: initializeState(setup.network),
    };
    const best = decodeModel(model, template);
    const values = await evaluate({ ...setup, ...best }, setup.split.validation);
    expect(values?.['loss']).toBe(event.bestMetrics['validation/loss']);
  });

  it('stops within an update when asked, keeping what is finished', async () => {
    const { event, rows } = await record(blobSetup({ epochs: 1000 }), { stopAfter: 2 });
    expect(event).toMatchObject({ reason: 'stopped', epoch: 2 });
    expect(rows).toHaveLength(2);
  });

  it('ends with a coded error when the loss is no longer a number, after reporting the epoch', async () => {
    const rows: EpochEvent[] = [];
    const setup = blobSetup(
      { epochs: 5 },
      { optimizer: { id: 'sgd', learningRate: 1e30, momentum: 0 }, plain: true },
    );
    const listener = { epoch: (event: EpochEvent) => Promise.resolve(void rows.push(event)) };
    await expect(train(setup, { listener })).rejects.toThrow(
      expect.objectContaining({ code: 'E_TRAINING_DIVERGED' }),
    );
    expect(rows.at(-1)?.metrics['train/loss']).toBeNull();
  });

  it('refuses a monitor that does not exist', async () => {
    await expect(train(blobSetup({ monitor: 'validation/f1' }))).rejects.toThrow(
      expect.objectContaining({ code: 'E_TRAINING_MONITOR' }),
    );
  });

  it('adds penalties to the training loss only', async () => {
    const plain = await record(blobSetup({ epochs: 1 }, { plain: true }));
    const penalized = await record(
      blobSetup({ epochs: 1 }, { plain: true, regularizers: [{ id: 'l2', strength: 10 }] }),
    );
    expect(penalized.rows[0]?.['train/loss']).toBeGreaterThan((plain.rows[0]?.['train/loss'] as number) + 5);
    expect(penalized.rows[0]?.['validation/loss']).toBeLessThan(5);
  });

  it('leaves no tensor behind, also when stopped or failing', async () => {
    await record(blobSetup({ epochs: 1 }));
    const before = tf.memory().numTensors;
    await record(blobSetup({ epochs: 2 }));
    await record(blobSetup({ epochs: 50 }), { stopAfter: 1 });
    await train(blobSetup({ monitor: 'validation/f1' })).catch(() => undefined);
    await train(blobSetup({}, { optimizer: { id: 'sgd', learningRate: 1e30 }, plain: true })).catch(
      () => undefined,
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
