import type { NetworkGraph, NetworkNode, OperationKind } from '@convlab/core';

/** An operation of a chain: its node's name, kind, plugin and configuration. */
export interface Link {
  readonly name: string;
  readonly kind?: OperationKind;
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Images of the data set digits. */
const DIGITS = [8, 8, 1];

/** Nodes one after the other, the first on `input`. */
function chainFrom(input: string, links: readonly Link[]): readonly NetworkNode[] {
  return links.map(({ name, kind = 'layer', ...ref }, i) => ({
    name,
    op: { kind, ...ref },
    inputs: [links[i - 1]?.name ?? input],
  }));
}

/** A network for digits that is one chain, which ends in ten logits. */
export function chain(links: readonly Link[]): NetworkGraph {
  return {
    version: 1,
    inputShape: DIGITS,
    nodes: chainFrom('input', [...links, ...classifier('')]),
    outputs: [{ node: 'logits' }],
  };
}

/** As {@link chain}, with a second classifier on a node of it that takes part in training only. */
export function chainWithAuxiliary(links: readonly Link[], at: string, lossWeight: number): NetworkGraph {
  const { nodes, ...graph } = chain(links);
  return {
    ...graph,
    nodes: [...nodes, ...chainFrom(at, classifier('aux-'))],
    outputs: [{ node: 'logits' }, { node: 'aux-logits', lossWeight, trainingOnly: true }],
  };
}

const classifier = (prefix: string): readonly Link[] => [
  { name: `${prefix}pool`, id: 'global-average-pool' },
  { name: `${prefix}logits`, id: 'dense', units: 10 },
];

/** A layer, a normalization and an activation, named alike. */
export function block(name: string, layer: Omit<Link, 'name'> & { readonly id: string }): readonly Link[] {
  return [
    { name, ...layer },
    { name: `${name}-norm`, kind: 'normalization', id: 'batch' },
    { name: `${name}-relu`, kind: 'activation', id: 'relu' },
  ];
}
