import { ConvlabError, definePlugin, formatShape, numElements, type Shape } from '@convlab/core';
import { z } from 'zod';
import { orthonormalRows } from './orthonormal-rows.ts';

const config = z.strictObject({
  gain: z.number().positive().default(1).meta({
    title: 'Gain',
    description: 'Factor of the orthogonal matrix; sqrt(2) suits layers before a ReLU.',
  }),
});

/**
 * Orthogonal initialization.
 *
 * w = gain · Q, with the weight as a matrix [all other axes, last axis] and Q'Q = I or QQ' = I, whichever is smaller
 *
 * Q is a random orthonormal basis: normal numbers, orthonormalized.
 *
 * Shapes: rank 2 or more. Initializing another weight throws E_SHAPE_RANK.
 *
 * @see Saxe, McClelland & Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
 * ICLR 2014.
 */
export const orthogonal = definePlugin({
  kind: 'initializer',
  id: 'convlab/orthogonal',
  version: 1,
  title: 'Orthogonal',
  summary: 'A random orthonormal basis, which keeps lengths.',
  formula: "w = gain * Q, Q'Q = I",
  references: [
    'Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, ICLR 2014',
  ],
  config,
  create: ({ gain }) => ({
    init: (shape, _fans, rng) => {
      requireMatrix(shape);
      const columns = shape.at(-1) ?? 1;
      const rows = numElements(shape) / columns;
      const [few, many] = [Math.min(rows, columns), Math.max(rows, columns)];
      const basis = orthonormalRows(few, many, (round) => rng.fold(round).normal(few * many));
      const values = new Float32Array(rows * columns);
      for (let i = 0; i < few; i++) {
        for (let j = 0; j < many; j++) {
          const at = rows <= columns ? i * columns + j : j * columns + i;
          values[at] = gain * (basis[i * many + j] as number);
        }
      }
      return values;
    },
  }),
});

function requireMatrix(shape: Shape): void {
  if (shape.length >= 2) return;
  throw new ConvlabError({
    code: 'E_SHAPE_RANK',
    message: `Orthogonal initialization has no meaning for a weight of shape ${formatShape(shape)}`,
    received: shape,
    expected: 'a weight of rank 2 or more',
    hint: 'Choose another initializer, such as "zeros".',
  });
}
