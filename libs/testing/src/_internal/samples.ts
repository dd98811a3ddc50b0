import {
  createRng,
  type DataSetInfo,
  type ExampleSource,
  type HostBatch,
  type Predictions,
  type Task,
} from '@convlab/core';

const NUM_OUTPUTS = 6;
const NUM_CLASSES = 3;

/** Predictions of 6 outputs for 24 examples; every class occurs. */
export function samplePredictions(task: Task, seed = 0, length = 24): Predictions {
  const rng = createRng(21);
  const raw = createRng(seed)
    .fold('outputs')
    .uniform(length * NUM_OUTPUTS, 0.05, 0.95);
  const outputs = task === 'classification' ? perExample(raw, normalized) : raw;
  if (task === 'classification') {
    return {
      outputs,
      targets: Int32Array.from({ length }, (_, i) => i % NUM_OUTPUTS),
      length,
      numOutputs: NUM_OUTPUTS,
    };
  }
  const values = rng.uniform(length * NUM_OUTPUTS, 0.1, 1);
  const targets =
    task === 'multi-label' ? values.map((u, i) => (u < 0.5 || i < NUM_OUTPUTS ? 0 : 1)) : values;
  return { outputs, targets, length, numOutputs: NUM_OUTPUTS };
}

/** The same truth, predicted without a fault. */
export function perfectPredictions(task: Task): Predictions {
  const sample = samplePredictions(task);
  if (task !== 'classification') return { ...sample, outputs: Float32Array.from(sample.targets) };
  const outputs = new Float32Array(sample.outputs.length);
  sample.targets.forEach((target, i) => (outputs[i * NUM_OUTPUTS + target] = 1));
  return { ...sample, outputs };
}

/** The examples at `indices`, in that order. */
export function pick({ outputs, targets, numOutputs }: Predictions, indices: readonly number[]): Predictions {
  const width = targets.length === outputs.length ? numOutputs : 1;
  const rows = (values: ArrayLike<number>, size: number) =>
    indices.flatMap((i) => Array.from({ length: size }, (_, k) => values[i * size + k] as number));
  return {
    outputs: Float32Array.from(rows(outputs, numOutputs)),
    targets:
      targets instanceof Int32Array
        ? Int32Array.from(rows(targets, width))
        : Float32Array.from(rows(targets, width)),
    length: indices.length,
    numOutputs,
  };
}

/** Images [4, 3, 2] of three classes, unevenly many: 24, 16 and 8. */
export function sampleSource(
  change: (value: number, example: number) => number = (value) => value,
): ExampleSource {
  const length = 48;
  const inputShape = [4, 3, 2];
  const size = 24;
  const labels = Int32Array.from({ length }, (_, i) => (i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2));
  const all = createRng(6)
    .uniform(length * size, 0, 255)
    .map((value, i) => change(value, Math.floor(i / size)));
  const info: DataSetInfo = {
    task: 'classification',
    inputShape,
    numOutputs: NUM_CLASSES,
    outputNames: ['a', 'b', 'c'],
    numExamples: length,
    inputRange: [0, 255],
    licence: 'CC0-1.0',
    source: 'Generated for checks.',
  };
  const read = (indices: Int32Array): HostBatch => ({
    inputs: Float32Array.from([...indices].flatMap((i) => [...all.subarray(i * size, (i + 1) * size)])),
    targets: Int32Array.from(indices, (i) => labels[i] as number),
    length: indices.length,
  });
  return { info, length, labels, read: (indices) => Promise.resolve(read(indices)) };
}

function perExample(values: Float32Array, change: (row: Float32Array) => Float32Array): Float32Array {
  const out = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += NUM_OUTPUTS)
    out.set(change(values.subarray(at, at + NUM_OUTPUTS)), at);
  return out;
}

function normalized(row: Float32Array): Float32Array {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
}
