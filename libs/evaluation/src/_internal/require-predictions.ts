import { ConvlabError, type Predictions } from '@convlab/core';

/**
 * Whether targets are class indices, one per example, rather than one value per output.
 *
 * @throws {ConvlabError} E_METRIC_SHAPE when the lengths fit neither
 */
export function hasClassTargets({ outputs, targets, length, numOutputs }: Predictions): boolean {
  const classes = targets instanceof Int32Array;
  const expected = classes ? length : length * numOutputs;
  if (outputs.length === length * numOutputs && targets.length === expected) return classes;
  throw new ConvlabError({
    code: 'E_METRIC_SHAPE',
    message: 'Predictions and targets do not fit together.',
    received: `${outputs.length} outputs and ${targets.length} targets for ${length} examples of ${numOutputs} outputs`,
    expected: `${length * numOutputs} outputs and ${expected} targets`,
  });
}

/**
 * A function of predictions that refuses class indices.
 *
 * @throws {ConvlabError} E_METRIC_SHAPE when targets are not one value per output
 */
export function requireValues<T>(compute: (part: Predictions) => T): (part: Predictions) => T {
  return (part) => {
    if (!hasClassTargets(part)) return compute(part);
    throw new ConvlabError({
      code: 'E_METRIC_SHAPE',
      message: 'A metric of regression got class indices.',
      expected: 'targets as float32 values, one per output',
    });
  };
}
