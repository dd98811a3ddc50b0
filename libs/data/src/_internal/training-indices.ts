import type { TrainingIndices } from '@convlab/core';

/**
 * Marks indices as a training part.
 *
 * The only place that does so, and not exported from the package: whoever holds {@link TrainingIndices} got them from a
 * split, so nothing fitted on them has seen another part.
 */
export function asTrainingIndices(indices: Int32Array): TrainingIndices {
  return indices as TrainingIndices;
}
