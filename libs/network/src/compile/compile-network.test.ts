import type { NetworkGraph } from '@convlab/core';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { registry } from '../_testing/plugins.ts';
import { parseGraph } from '../graph/parse-graph.ts';
import { compileNetwork, requireOutputs } from './compile-network.ts';

const affine = (name: string, units: number, ...inputs: string[]) => ({
  name,
  op: { kind: 'layer' as const, id: 'test/affine', units },
  inputs,
});
const graphOf = (
  nodes: NetworkGraph['nodes'],
  output = nodes[nodes.length - 1]?.name ?? '',
): NetworkGraph => ({
  version: 1,
  inputShape: [4],
  nodes,
  outputs: [{ node: output }],
});
const compile = (nodes: NetworkGraph['nodes'], output?: string) =>
  compileNetwork(graphOf(nodes, output), registry);

describe('compileNetwork', () => {
  it('orders nodes, infers shapes and counts weights without allocating a tensor', () => {
    const before = tf.memory().numTensors;
    const network = compile([affine('b', 2, 'a'), affine('a', 3, 'input')], 'b');
    expect(network.nodes.map(({ name, outputShape }) => [name, outputShape])).toEqual([
      ['a', [3]],
      ['b', [2]],
    ]);
    expect(network.numWeights).toBe(4 * 3 + 3 + 3 * 2 + 2);
    expect(network.weights.map(({ name }) => name)).toEqual(['a/kernel', 'a/bias', 'b/kernel', 'b/bias']);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['E_NETWORK_NAME', [affine('a', 1, 'input'), affine('a', 1, 'input')]],
    ['E_NETWORK_NAME', [affine('input', 1, 'input')]],
    ['E_NETWORK_EDGE', [affine('a', 1, 'missing')]],
    ['E_NETWORK_UNUSED', [affine('lost', 1, 'input'), affine('a', 1, 'input')]],
    ['E_NETWORK_CYCLE', [affine('a', 4, 'b'), affine('b', 4, 'a')]],
    ['E_CONFIG_INVALID', [affine('a', 0, 'input')]],
    ['E_NETWORK_INPUTS', [affine('a', 1, 'input', 'input')]],
  ])('refuses with %s', (code, nodes) => {
    expect(() => compile(nodes)).toThrow(expect.objectContaining({ code }));
  });

  it('names the node and its place in an error of a plugin', () => {
    const image: NetworkGraph = { ...graphOf([affine('first', 2, 'input')]), inputShape: [8, 8, 1] };
    expect(() => compileNetwork(image, registry)).toThrow(
      expect.objectContaining({
        code: 'E_SHAPE_RANK',
        path: ['nodes', 0],
        message: expect.stringContaining('Node "first" (test/affine): The input is not flat') as string,
      }),
    );
    expect(() => compile([affine('a', -1, 'input')])).toThrow(
      expect.objectContaining({ path: ['nodes', 0, 'op', 'units'] }),
    );
  });

  it('orders a very deep network without overflowing the stack', () => {
    const deep = Array.from({ length: 9_000 }, (_, i) => affine(`n${i}`, 4, i === 0 ? 'input' : `n${i - 1}`));
    expect(compile(deep.toReversed(), 'n8999').nodes).toHaveLength(9_000);
  });

  it('demands outputs of the right size', () => {
    expect(() => requireOutputs(compile([affine('a', 3, 'input')]), 10)).toThrow(
      /shape \[3\].*Expected \[10\]/,
    );
  });
});

describe('parseGraph', () => {
  it('reads a graph and refuses malformed ones with the path', () => {
    const graph = graphOf([affine('a', 3, 'input')]);
    expect(parseGraph(JSON.parse(JSON.stringify(graph)))).toEqual(graph);
    for (const bad of [
      null,
      {},
      { ...graph, inputShape: [0] },
      { ...graph, nodes: [] },
      { ...graph, extra: 1 },
    ]) {
      expect(() => parseGraph(bad)).toThrow(expect.objectContaining({ code: 'E_NETWORK_GRAPH' }));
    }
    const badName = { ...graph, nodes: [affine('a b', 3, 'input')] };
    expect(() => parseGraph(badName)).toThrow(expect.objectContaining({ path: ['nodes', 0, 'name'] }));
  });
});
