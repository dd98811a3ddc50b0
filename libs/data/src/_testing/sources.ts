import type { ExampleSource, TrainingIndices } from '@convlab/core';
import { memorySource } from '../memory-source/memory-source.ts';
import { asTrainingIndices } from '../_internal/training-indices.ts';

/** A source with given classes and one input value, the example's index; for tests. */
export function labelledSource(labels: readonly number[], numClasses: number): ExampleSource {
  return memorySource(
    {
      task: 'classification',
      inputShape: [1],
      numOutputs: numClasses,
      outputNames: Array.from({ length: numClasses }, (_, label) => `class ${label}`),
      numExamples: labels.length,
      licence: 'none',
      source: 'made for a test',
    },
    { inputs: Float32Array.from(labels.keys()), targets: Int32Array.from(labels) },
  );
}

/** A regression source with given inputs, [n, ...shape]; for tests. */
export function valueSource(inputs: readonly number[], shape: readonly number[]): ExampleSource {
  const numExamples = inputs.length / shape.reduce((product, dim) => product * dim, 1);
  return memorySource(
    {
      task: 'regression',
      inputShape: shape,
      numOutputs: 1,
      outputNames: ['y'],
      numExamples,
      licence: 'none',
      source: 'made for a test',
    },
    { inputs: Float32Array.from(inputs), targets: new Float32Array(numExamples) },
  );
}

/** Given indices as a training part; for tests. */
export function trainingPart(...indices: readonly number[]): TrainingIndices {
  return asTrainingIndices(Int32Array.from(indices));
}
