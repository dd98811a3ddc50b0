import {
  ConvlabError,
  definePlugin,
  formatShape,
  numElements,
  soleShape,
  type Layer,
  type Shape,
} from '@convlab/core';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  targetShape: z
    .array(
      z
        .int()
        .min(-1)
        .refine((dim) => dim !== 0, 'Expected a size of at least 1, or -1.'),
    )
    .min(1)
    .readonly()
    .meta({
      title: 'Target shape',
      description:
        'Shape of one example afterwards, without the batch axis; one size may be -1 and is worked out.',
    }),
});

/**
 * Reshaping.
 *
 * y is x with its elements in the same row-major order under another shape
 *
 * Shapes: x [N, ...shape] -> [N, ...targetShape]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * Applying it throws E_SHAPE_ELEMENTS when the numbers of elements differ.
 */
export const reshape = definePlugin({
  kind: 'layer',
  id: 'convlab/reshape',
  version: 1,
  title: 'Reshape',
  summary: 'Gives each example another shape.',
  formula: 'y = x, row-major, as targetShape',
  config,
  create: ({ targetShape }): Layer => ({
    outputShape: (inputs) => resolveShape(soleShape(inputs), targetShape),
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        return x.reshape([x.shape[0] ?? 0, ...resolveShape(x.shape.slice(1), targetShape)]);
      }),
  }),
});

function resolveShape(shape: Shape, target: Shape): Shape {
  const total = numElements(shape);
  const known = numElements(target.filter((dim) => dim !== -1));
  const free = target.filter((dim) => dim === -1).length;
  if (free === 0 && known === total) return target;
  if (free === 1 && total % known === 0) return target.map((dim) => (dim === -1 ? total / known : dim));
  throw new ConvlabError({
    code: 'E_SHAPE_ELEMENTS',
    message: `Shape ${formatShape(shape)} has ${total} elements and cannot become ${formatShape(target)}`,
    received: target,
    expected: `a shape of ${total} elements with at most one -1`,
  });
}
