import type { Metric } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { blobSetup } from '../_testing/setup.ts';
import type { StepEvent } from '../events/run-event.ts';
import { train } from '../train/train.ts';
import type { TrainingSetup } from '../train/training-setup.ts';
import { memoryUse } from './memory-use.ts';

const leaked: tf.Tensor[] = [];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a training reports of its updates. */
async function reportsOf(setup: TrainingSetup): Promise<readonly StepEvent[]> {
  const reports: StepEvent[] = [];
  await train(setup, {
    observeLayers: true,
    listener: { progress: (event) => event.type === 'step' && reports.push(event) },
  });
  tf.dispose(leaked.splice(0));
  return reports;
}

/** The last report of each epoch. */
async function epochReportsOf(setup: TrainingSetup): Promise<readonly StepEvent[]> {
  return [...new Map((await reportsOf(setup)).map((report) => [report.epoch, report])).values()];
}

/** With something that happens in each update. */
function inEachUpdate(setup: TrainingSetup, happen: () => void): TrainingSetup {
  const loss: TrainingSetup['loss']['loss'] = (output, targets, context) => {
    if (context.training) happen();
    return setup.loss.loss(output, targets, context);
  };
  return { ...setup, loss: { ...setup.loss, loss } };
}

/** Growth of a number from epoch to epoch, from the second on. */
function growth(reports: readonly StepEvent[], key: 'tensors' | 'tensorBytes'): number[] {
  return reports.slice(2).map((report, i) => report[key] - (reports[i + 1]?.[key] ?? NaN));
}

function leak(): void {
  // Outside of every tidy, as a plugin that keeps its tensors.
  leaked.push(tf.keep(tf.zeros([256])));
}

it('is a constant from the second epoch of a healthy training on', async () => {
  const before = memoryUse();
  const reports = await epochReportsOf(blobSetup({ epochs: 6 }));
  expect(growth(reports, 'tensors')).toEqual([0, 0, 0, 0]);
  expect(growth(reports, 'tensorBytes')).toEqual([0, 0, 0, 0]);
  // Weights, statistics and Adam's two moments of each weight; and the weights and statistics of the best epoch.
  const { weights, nodes } = blobSetup().network;
  const statistics = nodes.reduce((sum, { state }) => sum + Object.keys(state).length, 0);
  const held = (reports[5]?.tensors ?? NaN) - before.tensors;
  expect(held).toBe(4 * weights.length + 2 * statistics);
  expect((reports[5]?.tensors ?? NaN) - (reports[0]?.tensors ?? NaN)).toBe(weights.length + statistics);
});

it('is the same within an epoch, whenever it is reported', async () => {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  // 18 updates an epoch of 30 ms each: a report is due after 9 of them, when the last one is still to be read.
  const setup = inEachUpdate(blobSetup({ epochs: 3, batchSize: 4 }), () => {
    clock += 30;
  });
  const reports = await reportsOf(setup);
  expect(reports.filter(({ epoch }) => epoch === 3).map(({ step }) => step - 36)).toEqual([16, 18]);
  expect(new Set(reports.filter(({ epoch }) => epoch > 1).map(({ tensors }) => tensors)).size).toBe(1);
});

it('grows with every update whose loss keeps a tensor', async () => {
  const reports = await epochReportsOf(inEachUpdate(blobSetup({ epochs: 6 }), leak));
  // Five updates an epoch, 256 numbers each.
  expect(growth(reports, 'tensors')).toEqual([5, 5, 5, 5]);
  expect(growth(reports, 'tensorBytes')).toEqual(Array(4).fill(5 * 256 * 4));
});

it('grows with every epoch whose metric keeps a tensor', async () => {
  const setup = blobSetup({ epochs: 6 });
  const accuracy = setup.metrics['accuracy'] as Metric;
  const leaking: Metric = {
    ...accuracy,
    start: () => {
      leak();
      return accuracy.start();
    },
  };
  const reports = await epochReportsOf({ ...setup, metrics: { accuracy: leaking } });
  // Once while it trains, once for each part that is evaluated.
  expect(growth(reports, 'tensors')).toEqual([3, 3, 3, 3]);
});

it('knows the resident memory of a process: more than its heap, less than the machine has', () => {
  const { residentBytes } = memoryUse();
  expect(residentBytes).toBeGreaterThan(process.memoryUsage().heapUsed);
  const large = new Uint8Array(64 * 2 ** 20).fill(1);
  expect((memoryUse().residentBytes ?? 0) - (residentBytes ?? 0)).toBeGreaterThan(0.9 * large.byteLength);
});
