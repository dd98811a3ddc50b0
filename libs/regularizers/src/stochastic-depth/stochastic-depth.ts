import { definePlugin, type NetworkGraph, type NetworkNode, type Regularizer } from '@convlab/core';
import { z } from 'zod';
import { insertBefore, isOne, nodesByName } from '../_internal/rewrite-graph.ts';

const config = z.strictObject({
  dropPathRate: z.number().min(0).lt(1).default(0.1).meta({
    title: 'Drop-path rate',
    description:
      'Probability that the last residual branch is left out; earlier ones in proportion to their depth.',
  }),
});

/**
 * Stochastic depth.
 *
 * y = shortcut + branch · b / (1 - p_l), b ~ Bernoulli(1 - p_l) for each example, p_l = dropPathRate · l / L, in training only
 *
 * Rewrites the network: a drop-path layer before the deeper input of each of its L additions, its residual branch. A network
 * without additions stays as it is.
 *
 * @see Huang et al., "Deep networks with stochastic depth", ECCV 2016, eq. 4.
 */
export const stochasticDepth = definePlugin({
  kind: 'regularizer',
  id: 'convlab/stochastic-depth',
  version: 1,
  title: 'Stochastic depth',
  summary: 'Leaves out random residual branches while training.',
  formula: 'y = shortcut + branch * b / (1 - p), b ~ Bernoulli(1 - p)',
  references: ['Huang et al., Deep networks with stochastic depth, ECCV 2016'],
  config,
  create: ({ dropPathRate }): Regularizer => ({
    rewrite: (graph) => {
      const depth = depths(graph);
      const additions = graph.nodes
        .filter((node) => isOne(node, 'layer', 'convlab/add') && node.inputs.length === 2)
        .toSorted((a, b) => depth(a.name) - depth(b.name));
      return additions.reduce((rewritten, node, i) => {
        const [first, second] = node.inputs as readonly [string, string];
        const branch = depth(first) > depth(second) ? first : second;
        const rate = (dropPathRate * (i + 1)) / additions.length;
        const op = { kind: 'layer', id: 'convlab/drop-path', rate } as const;
        return insertBefore(rewritten, node, branch, 'drop-path', op);
      }, graph);
    },
  }),
});

/** The longest way from the input to a node, in nodes. */
function depths(graph: NetworkGraph): (name: string) => number {
  const nodes = nodesByName(graph);
  const known = new Map<string, number>();
  const depth = (name: string): number => {
    const node: NetworkNode | undefined = nodes.get(name);
    if (node === undefined) return 0;
    const value = known.get(name) ?? 1 + Math.max(...node.inputs.map(depth));
    known.set(name, value);
    return value;
  };
  return depth;
}
