import { ConvlabError } from '@convlab/core';
import { BYTES_PER_ELEMENT, type NetworkDescription } from '../describe-network/describe-network.ts';

/** What a training will hold in memory, in bytes of float32. */
export interface TrainingMemory {
  readonly weightBytes: number;
  readonly gradientBytes: number;
  /** The optimizer's copies, such as Adam's two moments. */
  readonly optimizerBytes: number;
  readonly statisticBytes: number;
  /** Feature maps of one batch, all kept for the backward pass, and the batch itself. */
  readonly activationBytes: number;
  readonly totalBytes: number;
}

/** How a network is going to be trained. */
export interface TrainingPlan {
  /** Examples per update. */
  readonly batchSize: number;
  /** Numbers that the optimizer keeps per weight: 0 for SGD, 1 with momentum, 2 for Adam. */
  readonly stateCopies: number;
}

/**
 * An estimate of the memory that a training needs, before it starts.
 *
 * weights · (2 + stateCopies) + statistics + batchSize · (input + feature maps), four bytes each
 *
 * A lower bound: the backward pass holds gradients of some feature maps besides, and a backend its own scratch memory.
 *
 * @throws {ConvlabError} E_INSPECTION_PLAN when the batch size or the number of copies is no whole number in range
 */
export function trainingMemory(description: NetworkDescription, plan: TrainingPlan): TrainingMemory {
  requireWhole('batchSize', plan.batchSize, 1);
  requireWhole('stateCopies', plan.stateCopies, 0);
  const { numWeights, numStatistics, activationElements } = description.totals.training;
  const input = description.inputShape.reduce((product, dim) => product * dim, 1);
  const parts = {
    weightBytes: numWeights * BYTES_PER_ELEMENT,
    gradientBytes: numWeights * BYTES_PER_ELEMENT,
    optimizerBytes: numWeights * plan.stateCopies * BYTES_PER_ELEMENT,
    statisticBytes: numStatistics * BYTES_PER_ELEMENT,
    activationBytes: plan.batchSize * (input + activationElements) * BYTES_PER_ELEMENT,
  };
  return { ...parts, totalBytes: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0) };
}

function requireWhole(name: keyof TrainingPlan, value: number, minimum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new ConvlabError({
    code: 'E_INSPECTION_PLAN',
    message: `${name} is no number that a training could have`,
    received: value,
    expected: `a whole number of at least ${minimum}`,
  });
}
