import { ConvlabError, formatShape } from '@convlab/core';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Makes sure that outputs are [N, C] and targets class indices [N], or probabilities [N, C].
 *
 * @throws {ConvlabError} E_SHAPE_TARGETS
 */
export function requireClassTargets(outputs: Tensor, targets: Tensor): void {
  const fits =
    targets.rank === 1
      ? targets.shape[0] === outputs.shape[0]
      : targets.shape.join() === outputs.shape.join();
  if (outputs.rank === 2 && fits) return;
  throw mismatch(
    outputs,
    targets,
    'outputs [N, numClasses] and class indices [N] or probabilities [N, numClasses]',
  );
}

/**
 * Makes sure that outputs and targets are both [N, numOutputs].
 *
 * @throws {ConvlabError} E_SHAPE_TARGETS
 */
export function requireSameShape(outputs: Tensor, targets: Tensor): void {
  if (outputs.rank === 2 && targets.shape.join() === outputs.shape.join()) return;
  throw mismatch(outputs, targets, 'outputs and targets both [N, numOutputs]');
}

function mismatch(outputs: Tensor, targets: Tensor, expected: string): ConvlabError {
  return new ConvlabError({
    code: 'E_SHAPE_TARGETS',
    message: `Outputs ${formatShape(outputs.shape)} and targets ${formatShape(targets.shape)} do not fit each other`,
    received: [outputs.shape, targets.shape],
    expected,
    hint: 'Choose a loss for the data set’s task, and end the network in one output per class or target.',
  });
}
