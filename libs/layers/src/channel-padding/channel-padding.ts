import { channelsOf, definePlugin, soleShape, type Layer } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { result } from '../_internal/layer-result.ts';

const config = z.strictObject({
  before: z.int().min(0).default(0).meta({
    title: 'Before',
    description: 'Channels of zeros before the input’s.',
  }),
  after: z.int().min(0).default(0).meta({
    title: 'After',
    description: 'Channels of zeros after the input’s.',
  }),
});

/**
 * Channels of zeros around the input's.
 *
 * y = [0, x, 0] along C
 *
 * A residual shortcut without weights: the identity where the block has more channels than its input.
 *
 * Shapes: x [N, ..., C] -> [N, ..., before + C + after]
 * Mode: identical in training and inference. Randomness: none. Memory: no weights.
 *
 * @see He et al., "Deep residual learning for image recognition", CVPR 2016, §3.3, option A.
 */
export const channelPadding = definePlugin({
  kind: 'layer',
  id: 'convlab/channel-padding',
  version: 1,
  title: 'Channel padding',
  summary: 'Adds channels of zeros.',
  formula: 'y = [0, x, 0] along C',
  references: ['He, Zhang, Ren & Sun, Deep residual learning for image recognition, CVPR 2016'],
  config,
  create: ({ before, after }): Layer => ({
    outputShape: (inputs) => [...soleShape(inputs).slice(0, -1), before + channelsOf(inputs) + after],
    apply: (call) =>
      result(call, () => {
        const [x] = call.inputs;
        if (before + after === 0) return x;
        const untouched = Array.from({ length: x.rank - 1 }, (): [number, number] => [0, 0]);
        return tf.pad(x, [...untouched, [before, after]]);
      }),
  }),
});
