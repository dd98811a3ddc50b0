/**
 * A training that only counts: its state is a number that each step scrambles, so that a curve with a lost, doubled or
 * foreign step differs from the undisturbed one in every later value.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochPredictions, LayerRow } from '@convlab/training';
import { serveTraining, type TrainingJob } from '../src/child/serve-training.ts';
import { curve, decodeState, encodeState, scramble, type CountingSpec } from './counting.ts';

/** A layer whose weights are the state. */
function layerRow(state: number): LayerRow {
  const nothing = {
    weightZeroShare: null,
    activationMean: null,
    activationStd: null,
    zeroShare: null,
    deadShare: null,
  };
  return { layer: 'state', weightNorm: state, gradientNorm: null, updateRatio: null, ...nothing };
}

serveTraining(async (job: TrainingJob) => {
  const spec = job.spec as CountingSpec;
  misbehave(spec, job);
  let state = job.checkpoint === undefined ? spec.seed : decodeState(job.checkpoint);
  const start = job.initial === undefined ? 0 : decodeState(job.initial);
  state = (state + start) >>> 0;
  await job.emit({
    type: 'event',
    event: {
      type: 'started',
      epoch: job.epoch,
      plannedEpochs: spec.epochs,
      stepsPerEpoch: spec.steps,
      numWeights: 1,
      numExamples: { train: spec.steps, trainEval: 1, validation: 1, test: 1 },
      task: 'classification',
      majorityShare: 0.5,
      monitor: { name: 'validation/loss', better: 'lower' },
      backend: { name: 'counting', reason: 'a test' },
    },
  });
  let epoch = job.epoch;
  while (epoch < spec.epochs && !job.signal.aborted) {
    const started = performance.now();
    for (let step = 1; step <= spec.steps && !job.signal.aborted; step += 1) {
      state = scramble(state);
      await sleep(spec.stepMs);
      void job.emit({
        type: 'event',
        event: {
          type: 'step',
          step: epoch * spec.steps + step,
          epoch: epoch + 1,
          loss: state / 2 ** 32,
          losses: [state / 2 ** 32],
          learningRate: 0.1,
          examplesPerSecond: 1000 / Math.max(spec.stepMs, 1),
          tensors: 0,
          tensorBytes: 0,
          residentBytes: process.memoryUsage.rss(),
        },
      });
    }
    if (job.signal.aborted) break;
    epoch += 1;
    if (spec.dieAtEpoch === epoch && job.attempt === 1) process.kill(process.pid, 'SIGKILL');
    const best = curve(spec).bestEpochs.includes(epoch);
    const checkpoint = encodeState(state, spec.checkpointBytes ?? 4);
    await job.emit({
      type: 'epoch',
      event: {
        type: 'epoch',
        epoch,
        step: epoch * spec.steps,
        metrics: { 'validation/loss': state / 2 ** 32 },
        learningRate: 0.1,
        durationMs: performance.now() - started,
        best,
      },
      ...(epoch % (spec.checkpointEvery ?? 1) === 0 ? { checkpoint } : {}),
      bestCheckpoint: checkpoint,
      layers: {
        type: 'layers',
        epoch,
        step: epoch * spec.steps,
        layers: [layerRow(state)],
        histograms: [histogramsAt(epoch)],
      },
      ...(best || epoch % 2 === 1 ? { predictions: predictionsAt(epoch, epoch === job.epoch + 1) } : {}),
    });
  }
  if (job.signal.reason === 'pause') return;
  const { values, bestEpochs } = curve(spec);
  const bestEpoch = bestEpochs.filter((best) => best <= epoch).at(-1) ?? 0;
  await job.emit({
    type: 'finished',
    event: {
      type: 'finished',
      reason: job.signal.aborted ? 'stopped' : 'completed',
      epoch,
      bestEpoch,
      bestMetrics: bestEpoch === 0 ? {} : { 'validation/loss': values[bestEpoch - 1] ?? null },
    },
    report: { verdict: 'counted' },
    testMetrics: { 'test/loss': 0 },
  });
});

/** Predictions that tell their epoch; those of even epochs are there for the best alone. */
function predictionsAt(epoch: number, first: boolean): EpochPredictions {
  const examples = { indices: Int32Array.of(70_000, 5, 9), truths: Uint8Array.of(1, 0, 2) };
  return {
    epoch,
    stays: epoch % 2 === 1,
    classes: Uint8Array.of(epoch, 0, 255),
    confidences: Uint8Array.of(0, epoch, 255),
    ...(first ? { examples } : {}),
  };
}

/** A distribution whose mean is its epoch. */
function histogramsAt(epoch: number) {
  const weights = { low: 0, high: 1, mean: epoch, std: 0, counts: [epoch], notFinite: 0 };
  return { layer: 'fc', weights };
}

function misbehave({ misbehaviour }: CountingSpec, { attempt }: TrainingJob): void {
  switch (misbehaviour) {
    case 'exit':
      console.error('first line\nthe last thing it said');
      process.exit(3);
      break;
    case 'throw':
      throw new RangeError('no such thing');
    case 'silent':
      process.exit(0);
      break;
    case 'hang':
      for (;;) scramble(attempt);
    case 'hoard': {
      const hoard: Uint8Array[] = [];
      for (;;) hoard.push(new Uint8Array(1 << 24).fill(1));
    }
    case undefined:
  }
}
