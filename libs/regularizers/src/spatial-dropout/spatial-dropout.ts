import { definePlugin, type Regularizer } from '@convlab/core';
import { z } from 'zod';
import { hiddenActivations, insertAfter, isOne, weightedSource } from '../_internal/rewrite-graph.ts';

const config = z.strictObject({
  rate: z.number().min(0).lt(1).default(0.2).meta({
    title: 'Rate',
    description: 'Probability that a whole feature map is set to zero.',
  }),
});

const CONVOLUTIONS = [
  'convlab/conv',
  'convlab/depthwise-conv',
  'convlab/separable-conv',
  'convlab/conv-transpose',
  'convlab/locally-connected',
  'convlab/partial-conv',
];

/**
 * Spatial dropout on feature maps.
 *
 * x[n, :, :, c] <- x[n, :, :, c] · m[n, c] / (1 - rate), m ~ Bernoulli(1 - rate), in training only
 *
 * Rewrites the network: a spatial dropout layer after each hidden activation of a convolution. Neighbouring positions are so
 * alike that dropping single ones hides little.
 *
 * @see Tompson et al., "Efficient object localization using convolutional networks", CVPR 2015, §3.2.
 */
export const spatialDropout = definePlugin({
  kind: 'regularizer',
  id: 'convlab/spatial-dropout',
  version: 1,
  title: 'Spatial dropout',
  summary: 'Sets random feature maps to zero while training.',
  formula: 'x[:, :, c] <- x[:, :, c] * m[c] / (1 - rate), m ~ Bernoulli(1 - rate)',
  references: ['Tompson et al., Efficient object localization using convolutional networks, CVPR 2015'],
  config,
  create: ({ rate }): Regularizer => ({
    rewrite: (graph) =>
      hiddenActivations(graph)
        .filter((node) => isOne(weightedSource(graph, node), 'layer', ...CONVOLUTIONS))
        .reduce(
          (rewritten, { name }) =>
            insertAfter(rewritten, name, 'spatial-dropout', {
              kind: 'layer',
              id: 'convlab/spatial-dropout',
              rate,
            }),
          graph,
        ),
  }),
});
