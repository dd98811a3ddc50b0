import { ConvlabError, definePlugin, formatShape, numElements, type Shape } from '@convlab/core';
import { z } from 'zod';

const config = z.strictObject({
  gain: z.number().default(1).meta({ title: 'Gain', description: 'Value on the diagonal.' }),
});

/**
 * Identity initialization.
 *
 * dense:       w[c, u] = gain where c = u, else 0
 * convolution: w[a, b, c, f] = gain at the middle of the kernel where c = f, else 0 (PyTorch's "dirac")
 *
 * The layer then passes its input on, as far as it has channels for it.
 *
 * Shapes: [C, U] or [kH, kW, C, F]; of an even kernel side, the middle is the later of the two
 *
 * Initializing any other rank throws E_SHAPE_RANK.
 *
 * @see Le, Jaitly & Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015; Zagoruyko &
 * Komodakis, "DiracNets", 2017.
 */
export const identity = definePlugin({
  kind: 'initializer',
  id: 'convlab/identity',
  version: 1,
  title: 'Identity',
  summary: 'Makes a layer pass its input on.',
  formula: 'w[c, u] = gain * (c = u)',
  references: [
    'Le, Jaitly & Hinton, A simple way to initialize recurrent networks of rectified linear units, 2015',
    'Zagoruyko & Komodakis, DiracNets: training very deep neural networks without skip-connections, 2017',
  ],
  config,
  create: ({ gain }) => ({
    init: (shape) => {
      const [inputs, outputs, offset] = planes(shape);
      const values = new Float32Array(numElements(shape));
      for (let i = 0; i < Math.min(inputs, outputs); i++) values[offset + i * outputs + i] = gain;
      return values;
    },
  }),
});

/** Inputs, outputs, and where the plane of the middle tap begins. */
function planes(shape: Shape): readonly [inputs: number, outputs: number, offset: number] {
  const [inputs = 0, outputs = 0] = shape.slice(-2);
  if (shape.length === 2) return [inputs, outputs, 0];
  if (shape.length === 4) {
    const [height = 1, width = 1] = shape;
    const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
    return [inputs, outputs, middle * inputs * outputs];
  }
  throw new ConvlabError({
    code: 'E_SHAPE_RANK',
    message: `Identity initialization has no meaning for a weight of shape ${formatShape(shape)}`,
    received: shape,
    expected: 'a dense kernel [C, U] or a convolution kernel [kH, kW, C, F]',
    hint: 'Choose another initializer, such as "glorot-uniform".',
  });
}
