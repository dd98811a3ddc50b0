import { ConvlabError, formatShape, type Shape } from '@convlab/core';

/** How many inputs a merging layer takes. */
export const MERGE_INPUTS = { min: 2, max: Number.MAX_SAFE_INTEGER } as const;

/**
 * The first of a merging layer's input shapes, once all fit it.
 *
 * @throws {ConvlabError} E_SHAPE_INPUTS when there are fewer than two
 * @throws {ConvlabError} E_SHAPE_MISMATCH when a shape does not fit the first
 */
export function mergedShape(
  inputs: readonly Shape[],
  fits: (shape: Shape, first: Shape) => boolean,
  expected: (first: Shape) => string,
): Shape {
  const [first, ...others] = inputs;
  if (first === undefined || others.length === 0) {
    throw new ConvlabError({
      code: 'E_SHAPE_INPUTS',
      message: `The layer merges inputs, but has ${inputs.length}`,
      received: inputs,
      expected: 'two inputs or more',
    });
  }
  const odd = others.findIndex((shape) => !fits(shape, first));
  if (odd === -1) return first;
  throw new ConvlabError({
    code: 'E_SHAPE_MISMATCH',
    message: `Input ${odd + 2} has shape ${formatShape(others[odd] as Shape)}, input 1 ${formatShape(first)}`,
    received: inputs,
    expected: expected(first),
    hint: 'Give both branches the same strides and padding, or bring one to the other’s shape (a 1×1 convolution does).',
  });
}
