import { definePlugin, numElements, soleShape, type Layer } from '@convlab/core';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

/**
 * Flattening.
 *
 * y[n, (i · W + j) · C + c] = x[n, i, j, c]
 *
 * Shapes: x [N, ...shape] -> [N, product of shape], row-major
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 */
export const flatten = definePlugin({
  kind: 'layer',
  id: 'convlab/flatten',
  version: 1,
  title: 'Flatten',
  summary: 'Makes a vector of each example.',
  formula: 'y[(i * W + j) * C + c] = x[i, j, c]',
  config: z.strictObject({}),
  create: (): Layer => ({
    outputShape: (inputs) => [numElements(soleShape(inputs))],
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        return x.reshape([x.shape[0] ?? 0, numElements(x.shape.slice(1))]);
      }),
  }),
});
