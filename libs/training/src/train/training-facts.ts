import { ConvlabError } from '@convlab/core';
import type { MetricRow } from '../events/run-event.ts';
import type { TrainingSetup } from './training-setup.ts';

/* The clean training evaluation costs as much as a validation, and never more than this many examples. */
const MAX_TRAIN_EVAL = 2048;

/** The fixed part of the training data that each epoch is evaluated on: as many examples as the validation part has. */
export function trainEvalSubset({ split, rng }: TrainingSetup): Int32Array {
  const wanted = split.validation.length === 0 ? MAX_TRAIN_EVAL : split.validation.length;
  const size = Math.min(wanted, MAX_TRAIN_EVAL, split.train.length);
  const order = rng.fold('train-eval').permutation(split.train.length).subarray(0, size);
  return Int32Array.from(order, (i) => split.train[i] as number).sort();
}

/** Share of the most frequent class of the training part; `null` for other tasks than classification. */
export function majorityShare({ source: { labels, info }, split }: TrainingSetup): number | null {
  if (labels === undefined || info.task !== 'classification') return null;
  const counts = new Array<number>(info.numOutputs).fill(0);
  for (const index of split.train) {
    const label = labels[index] as number;
    counts[label] = (counts[label] as number) + 1;
  }
  return Math.max(...counts) / split.train.length;
}

/**
 * Demands examples to train with.
 *
 * @throws {ConvlabError} E_TRAINING_DATA when the training part is empty
 */
export function requireExamples({ split }: TrainingSetup): void {
  if (split.train.length > 0) return;
  throw new ConvlabError({
    code: 'E_TRAINING_DATA',
    message: 'The training part is empty',
    expected: 'at least one example',
  });
}

/**
 * Demands that a training has not diverged.
 *
 * @throws {ConvlabError} E_TRAINING_DIVERGED when the training loss of an epoch is not a number
 */
export function requireFinite(metrics: MetricRow, epoch: number, step: number): void {
  if (metrics['train/loss'] !== null) return;
  throw new ConvlabError({
    code: 'E_TRAINING_DIVERGED',
    message: `The training loss is no longer a number in epoch ${epoch} (update ${step})`,
    hint: 'Lower the learning rate, clip the gradients, or scale the inputs.',
  });
}
