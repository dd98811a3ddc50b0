import { definePlugin, type NetworkGraph, type Operation, type Regularizer } from '@convlab/core';
import { z } from 'zod';
import {
  hiddenActivations,
  insertAfter,
  insertBefore,
  isGraphInput,
  isOne,
} from '../_internal/rewrite-graph.ts';

const config = z.strictObject({
  rate: z.number().min(0).lt(1).default(0.5).meta({
    title: 'Rate',
    description: 'Probability that a hidden unit is set to zero.',
  }),
  inputRate: z.number().min(0).lt(1).default(0).meta({
    title: 'Input rate',
    description: 'Probability that an input value is set to zero; 0 leaves the input alone.',
  }),
  on: z
    .enum(['dense', 'all'])
    .default('dense')
    .meta({
      title: 'Hidden units',
      description:
        'dense: what goes into dense layers; all: what comes out of every hidden activation, convolutions’ too.',
      ui: { advanced: true },
    }),
});

/**
 * Dropout on hidden units and on the input.
 *
 * x <- x · m / (1 - rate), m ~ Bernoulli(1 - rate), in training only
 *
 * Rewrites the network: a dropout layer before each dense layer that does not read the network’s input (so before the
 * classifier of any network), or after each hidden activation; and one on the input.
 *
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014; they keep 0.8 of the
 * inputs and 0.5 of the hidden units.
 */
export const dropout = definePlugin({
  kind: 'regularizer',
  id: 'convlab/dropout',
  version: 1,
  title: 'Dropout',
  summary: 'Sets random units to zero while training.',
  formula: 'x <- x * m / (1 - rate), m ~ Bernoulli(1 - rate)',
  references: [
    'Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 2014',
  ],
  config,
  create: ({ rate, inputRate, on }): Regularizer => ({
    rewrite: (graph) => {
      const hidden =
        rate === 0 ? graph : on === 'dense' ? beforeDense(graph, rate) : afterActivations(graph, rate);
      return inputRate === 0 ? hidden : insertAfter(hidden, 'input', 'dropout', layer(inputRate));
    },
  }),
});

function layer(rate: number): Operation {
  return { kind: 'layer', id: 'convlab/dropout', rate };
}

function beforeDense(graph: NetworkGraph, rate: number): NetworkGraph {
  return graph.nodes
    .filter((node) => isOne(node, 'layer', 'convlab/dense'))
    .reduce((rewritten, node) => {
      const [source = 'input'] = node.inputs;
      if (isGraphInput(graph, source)) return rewritten;
      return insertBefore(rewritten, node, source, 'dropout', layer(rate));
    }, graph);
}

function afterActivations(graph: NetworkGraph, rate: number): NetworkGraph {
  return hiddenActivations(graph).reduce(
    (rewritten, { name }) => insertAfter(rewritten, name, 'dropout', layer(rate)),
    graph,
  );
}
