import { useConvlabBackend } from '@convlab/backend';
import { memorySource } from '@convlab/data';
import { beforeAll, describe, expect, it } from 'vitest';
import { blobSetup, twoBlobs } from '../_testing/setup.ts';
import type { PredictionSet } from '../predictions/predictions.ts';
import { train, type TrainingControl } from '../train/train.ts';
import type { TrainingSetup } from '../train/training-setup.ts';
import { PredictionRecorder, type EpochPredictions } from './epoch-predictions.ts';

/** Trains and keeps what was said; stops while the batch of update `stopAfterStep` is read. */
async function keep(
  setup: TrainingSetup,
  control: Pick<TrainingControl, 'checkpoint'> & { stopAfterStep?: number } = {},
) {
  const kept: EpochPredictions[] = [];
  const best: number[] = [];
  const abort = new AbortController();
  const watched = {
    ...setup,
    trainingSource: () => ({
      ...setup.source,
      read: (indices: Int32Array) => {
        updates += 1;
        if (updates === control.stopAfterStep) abort.abort();
        return setup.source.read(indices);
      },
    }),
  };
  let updates = 0;
  const { checkpoint } = control;
  const result = await train(watched, {
    keepPredictions: true,
    signal: abort.signal,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    listener: {
      epoch: (event, _files, { predictions }) => {
        if (predictions !== undefined) kept.push(predictions);
        if (event.best) best.push(event.epoch);
        return Promise.resolve();
      },
    },
  });
  return { ...result, kept, best, epochs: kept.map(({ epoch }) => epoch) };
}

/** The largest output of each example, found by hand. */
function answersOf({ outputs, length, numOutputs }: PredictionSet) {
  const rows = Array.from({ length }, (_, i) => [...outputs.subarray(i * numOutputs, (i + 1) * numOutputs)]);
  return {
    classes: rows.map((row) => row.indexOf(Math.max(...row))),
    confidences: rows.map((row) => Math.round(255 * Math.max(...row))),
  };
}

/** A recorder of a data set with so many validation examples. */
function recorderOf(numExamples: number, numClasses: number, epochs = 4) {
  const source = memorySource(
    {
      ...twoBlobs(2).info,
      numOutputs: numClasses,
      outputNames: Array.from({ length: numClasses }, (_, k) => `class ${k}`),
      numExamples,
    },
    {
      inputs: new Float32Array(2 * numExamples),
      targets: Int32Array.from({ length: numExamples }, (_, i) => i % numClasses),
    },
  );
  const all = Int32Array.from({ length: numExamples }, (_, i) => i);
  const setup = blobSetup({ epochs });
  const split = { ...setup.split, validation: all };
  return PredictionRecorder.of({ ...setup, source, split }) as PredictionRecorder;
}

describe('predictions kept epoch by epoch', () => {
  beforeAll(async () => {
    await useConvlabBackend();
  });

  it('are those of the network at that epoch, as judging its best weights finds them', async () => {
    const setup = blobSetup({ epochs: 5 });
    const { kept, judged, event, epochs } = await keep({ ...setup, judge: ['validation'] });
    expect(epochs).toEqual([1, 2, 3, 4, 5]);
    const best = kept.find(({ epoch }) => epoch === event.bestEpoch);
    const { classes, confidences } = answersOf(judged.validation?.predictions as PredictionSet);
    expect([...(best?.classes ?? [])]).toEqual(classes);
    expect([...(best?.confidences ?? [])]).toEqual(confidences);
    // Which examples they are is told once.
    expect(kept.map(({ examples }) => examples !== undefined)).toEqual([true, false, false, false, false]);
    expect(kept[0]?.examples?.indices).toEqual(setup.split.validation);
    expect([...(kept[0]?.examples?.truths ?? [])]).toEqual([
      ...(await setup.source.read(setup.split.validation)).targets,
    ]);
    // Their share of mistakes is what the epoch's metrics say.
    const { examples } = kept[0] as EpochPredictions;
    const right = kept.map(
      ({ classes: said }) => [...said].filter((k, i) => k === examples?.truths[i]).length,
    );
    expect(right.map((n) => n / 24)).toEqual(
      (await train(setup)).history.map(
        (row) => expect.closeTo(row['validation/accuracy'] as number, 6) as number,
      ),
    );
  });

  it('change nothing of a training, and go on after a pause as if there had been none', async () => {
    const setup = () => blobSetup({ epochs: 4 });
    const whole = await keep(setup());
    expect(whole.model).toEqual((await train(setup())).model);
    // Five updates an epoch: in the middle of the third.
    const first = await keep(setup(), { stopAfterStep: 13 });
    expect(first.epochs).toEqual([1, 2]);
    const rest = await keep(setup(), { checkpoint: first.stopped?.checkpoint as Uint8Array });
    expect(rest.epochs).toEqual([3, 4]);
    expect(rest.kept[0]?.examples).toEqual(whole.kept[0]?.examples);
    const answers = ({ epoch, stays, classes, confidences }: EpochPredictions) => [
      epoch,
      stays,
      classes,
      confidences,
    ];
    expect([...first.kept, ...rest.kept].map(answers)).toEqual(whole.kept.map(answers));
  });

  it('of a long training are forty evenly spread and the best epochs between', async () => {
    const { kept, best } = await keep(blobSetup({ epochs: 100 }));
    const staying = kept.filter(({ stays }) => stays).map(({ epoch }) => epoch);
    expect([staying[0], staying.at(-1), staying.length]).toEqual([1, 100, 40]);
    expect(Math.max(...staying.slice(1).map((epoch, i) => epoch - (staying[i] as number)))).toBe(3);
    const between = kept.filter(({ stays }) => !stays).map(({ epoch }) => epoch);
    expect(between.length).toBeGreaterThan(0);
    expect(between).toEqual(best.filter((epoch) => !staying.includes(epoch)));
  });

  it('hold the last epoch also when the training stops early', async () => {
    const earlyStopping = { patience: 3, minDelta: 1 };
    const { kept, event } = await keep(blobSetup({ epochs: 200, earlyStopping }));
    expect(event).toMatchObject({ reason: 'early-stopping', epoch: 4 });
    expect(kept.map(({ epoch, stays }) => [epoch, stays])).toEqual([
      [1, true],
      [4, true],
    ]);
  });

  it('are of a fixed ten thousand examples where there are more, and wide enough for their classes', () => {
    const recorder = recorderOf(25_000, 300);
    recorder.begin();
    // Every example is taken for the class after its own, in batches of 256.
    for (let start = 0; start < 25_000; start += 256) {
      const length = Math.min(256, 25_000 - start);
      const outputs = new Float32Array(length * 300);
      const targets = Int32Array.from({ length }, (_, i) => (start + i) % 300);
      targets.forEach((truth, i) => (outputs[i * 300 + ((truth + 1) % 300)] = 0.5));
      recorder.add({ outputs, targets, length, numOutputs: 300 });
    }
    const { classes, confidences, examples } = recorder.take(1, {
      best: true,
      last: false,
    }) as EpochPredictions;
    const { indices, truths } = examples ?? { indices: [], truths: [] };
    expect([indices.length, classes.length, confidences.length]).toEqual([10_000, 10_000, 10_000]);
    expect(new Set(indices).size).toBe(10_000);
    expect([...truths]).toEqual([...indices].map((index) => index % 300));
    expect([...classes]).toEqual([...indices].map((index) => ((index % 300) + 1) % 300));
    expect(new Set(confidences)).toEqual(new Set([128]));
    // Evenly from the whole part: a fifth of it has a fifth of them, give or take.
    expect([...indices].filter((index) => index < 5_000).length).toBeGreaterThan(1_800);
    expect([...indices].filter((index) => index < 5_000).length).toBeLessThan(2_200);
  });

  it('are none where nothing is classified', () => {
    const setup = blobSetup();
    const regression = { ...setup.source, info: { ...setup.source.info, task: 'regression' as const } };
    expect(PredictionRecorder.of({ ...setup, source: regression })).toBeUndefined();
    const split = { ...setup.split, validation: new Int32Array() };
    expect(PredictionRecorder.of({ ...setup, split })).toBeUndefined();
  });
});
