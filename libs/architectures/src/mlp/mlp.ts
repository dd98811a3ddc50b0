import { definePlugin, pluginRef } from '@convlab/core';
import { networkBuilder, type NodeHandle } from '@convlab/network';
import { z } from 'zod';
import { denseBlock, flatten, logits, pluggedStyle } from '../_internal/blocks.ts';

const config = z.strictObject({
  hidden: z
    .array(z.int().min(1).max(100_000))
    .max(50)
    .default([128])
    .meta({
      title: 'Hidden layers',
      description: 'Units of each hidden layer, first to last.',
      ui: { unit: 'units' },
    }),
  activation: pluginRef('activation')
    .default('relu')
    .meta({ title: 'Activation', description: 'Of the hidden layers.' }),
  normalization: pluginRef('normalization')
    .nullable()
    .default(null)
    .meta({ title: 'Normalization', description: 'Between each hidden layer and its activation.' }),
});

/**
 * A multi-layer perceptron: [FC – norm – activation] × M – FC.
 *
 * h_0 = flatten(x);  h_i = activation(norm(h_(i-1) W_i + b_i));  logits = h_M W + b
 *
 * Use it as the baseline that any convolutional network has to beat, and for data without spatial structure.
 * Shapes: x [N, ...shape] -> [N, numOutputs]. Hidden layers before a normalization have no bias, as the
 * normalization would cancel it.
 * @see Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 1986.
 */
export const mlp = definePlugin({
  kind: 'architecture',
  id: 'convlab/mlp',
  version: 1,
  title: 'Multi-layer perceptron',
  summary: 'Fully connected layers, each followed by an activation.',
  formula: 'h_i = activation(norm(h_(i-1) W_i + b_i));  logits = h_M W + b',
  references: [
    'Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 1986',
  ],
  config,
  create: ({ hidden, ...own }) => ({
    build: (request) => {
      const b = networkBuilder(request.inputShape);
      const style = pluggedStyle(own, request);
      const input = request.inputShape.length === 1 ? b.input : flatten(b, b.input);
      const features = hidden.reduce<NodeHandle>(
        (below, units, i) => b.stage(`hidden${i + 1}`, denseBlock(b, `fc${i + 1}`, units, style, below)),
        input,
      );
      return b.build(logits(b, request.numOutputs, style, features));
    },
  }),
});
