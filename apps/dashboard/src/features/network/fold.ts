import type { NetworkDescription, NodeDescription } from '@convlab/inspection';
import { networkTexts } from '../../texts/network-texts.ts';

/** A part of a network that can be folded: its layers, and the parts it consists of. */
export interface Part {
  /** Unique among the parts of a network. */
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly NodeDescription[];
  /** Parts inside; none when its layers stand in it directly. */
  readonly parts: readonly Part[];
}

/* A part of fewer layers is as easily read open. */
const MIN_FOLDED = 2;
/* A block of more than this share of its stage tells nothing apart. */
const MAX_BLOCK_SHARE = 0.8;
/* From here on the layers of a stage are gathered into blocks. */
const MIN_FOR_BLOCKS = 9;

/**
 * The parts of a network: its stages, and in large ones their blocks.
 *
 * A stage is what its feature map needs and no earlier stage has; what comes after the last one is the head. Blocks are told
 * apart by the names of their layers, `layer1.0.conv1` belonging to `layer1.0`.
 */
export function partsOf({ nodes, stages }: Pick<NetworkDescription, 'nodes' | 'stages'>): readonly Part[] {
  const left = new Map(nodes.map((node) => [node.name, node]));
  const parts = stages.flatMap(({ name, node }) => {
    const own = takeAncestors(node, left);
    return own.size === 0 ? [] : [partOf(name, inOrder(nodes, own))];
  });
  const rest = [...left.values()];
  const names = new Set(stages.map(({ name }) => name));
  const named = (name: string) => (names.has(name) ? `${name}*` : name);
  const auxiliary = rest.filter(({ trainingOnly }) => trainingOnly);
  const head = rest.filter(({ trainingOnly }) => !trainingOnly);
  return [
    ...parts,
    ...(head.length === 0 ? [] : [partOf(named(networkTexts.graph.head), head)]),
    ...(auxiliary.length === 0 ? [] : [partOf(named(networkTexts.graph.auxiliary), auxiliary)]),
  ];
}

/** Whether a part is worth folding at all. */
export function isFoldable({ nodes }: Part): boolean {
  return nodes.length >= MIN_FOLDED;
}

function takeAncestors(root: string, left: Map<string, NodeDescription>): ReadonlySet<string> {
  const taken = new Set<string>();
  const waiting = [root];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const node = left.get(name);
    if (node === undefined) continue;
    left.delete(name);
    taken.add(name);
    waiting.push(...node.inputs);
  }
  return taken;
}

function inOrder(nodes: readonly NodeDescription[], names: ReadonlySet<string>): readonly NodeDescription[] {
  return nodes.filter(({ name }) => names.has(name));
}

function partOf(name: string, nodes: readonly NodeDescription[]): Part {
  return { id: name, name, nodes, parts: nodes.length < MIN_FOR_BLOCKS ? [] : blocksOf(name, nodes) };
}

/** Groups layers by the first segments of their names: as many as it takes to tell some, but not all, of them apart. */
function blocksOf(stage: string, nodes: readonly NodeDescription[]): readonly Part[] {
  for (let depth = 1; depth <= 4; depth++) {
    const groups = new Map<string, NodeDescription[]>();
    for (const node of nodes) {
      const key = node.name.split('.').slice(0, depth).join('.');
      groups.set(key, [...(groups.get(key) ?? []), node]);
    }
    const largest = Math.max(...[...groups.values()].map(({ length }) => length));
    if (largest <= MAX_BLOCK_SHARE * nodes.length && groups.size <= nodes.length / 2) {
      return [...groups].map(([name, own]) => ({ id: `${stage}/${name}`, name, nodes: own, parts: [] }));
    }
  }
  return [];
}

/** What stands for each layer in a drawing where only some parts are open: a part's id, or the layer's own name. */
export function representatives(
  parts: readonly Part[],
  open: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (part: Part): void => {
    if (isFoldable(part) && !open.has(part.id)) {
      for (const { name } of part.nodes) found.set(name, part.id);
      return;
    }
    if (part.parts.length > 0) part.parts.forEach(visit);
    else for (const { name } of part.nodes) found.set(name, name);
  };
  parts.forEach(visit);
  return found;
}

/** The part that a layer shows in, and the parts around it, outermost first. */
export function partsAround(parts: readonly Part[], layer: string): readonly string[] {
  const around = parts.find(({ nodes }) => nodes.some(({ name }) => name === layer));
  return around === undefined ? [] : [around.id, ...partsAround(around.parts, layer)];
}

/** What a part costs in all. */
export function costOfPart({ nodes }: Pick<Part, 'nodes'>) {
  const sum = (key: 'numWeights' | 'multiplyAdds' | 'activationBytes'): number =>
    nodes.reduce((total, node) => total + node[key], 0);
  return {
    numWeights: sum('numWeights'),
    multiplyAdds: sum('multiplyAdds'),
    activationBytes: sum('activationBytes'),
  };
}
