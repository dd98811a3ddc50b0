import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { NodeDescription } from '@convlab/inspection';
import { isFoldable, representatives, type Part } from './fold.ts';

/** Something in the drawing, before it has a place. */
export interface DrawnNode {
  readonly id: string;
  /** A layer, a closed part, the frame around an open part, or the input. */
  readonly type: 'layer' | 'part' | 'frame' | 'entry';
  readonly node?: NodeDescription;
  readonly part?: Part;
  readonly parent?: string;
}

/** A drawing: what is in it, and what leads where. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

/** Sizes in pixels; texts in the drawing are cut to fit. */
const NODE_SIZE = { width: 212, height: 54 } as const;
const FRAME_HEADER = 34;

/** Id of the frame around an open part: its children stand for its layers. */
const frameId = (part: Part): string => `frame:${part.id}`;

/** What is to be drawn of a network while some of its parts are open. */
export function drawingOf(parts: readonly Part[], open: ReadonlySet<string>): Drawing {
  const shown: DrawnNode[] = [{ id: 'input', type: 'entry' }];
  const visit = (part: Part, parent: { readonly parent?: string }): void => {
    if (!isFoldable(part)) {
      part.nodes.forEach((node) => shown.push({ id: node.name, type: 'layer', node, ...parent }));
      return;
    }
    if (!open.has(part.id)) {
      shown.push({ id: part.id, type: 'part', part, ...parent });
      return;
    }
    const inside = { parent: frameId(part) };
    shown.push({ id: inside.parent, type: 'frame', part, ...parent });
    if (part.parts.length > 0) part.parts.forEach((inner) => visit(inner, inside));
    else part.nodes.forEach((node) => shown.push({ id: node.name, type: 'layer', node, ...inside }));
  };
  parts.forEach((part) => visit(part, {}));
  return { nodes: shown, edges: edgesOf(parts, open) };
}

function edgesOf(parts: readonly Part[], open: ReadonlySet<string>): Drawing['edges'] {
  const place = representatives(parts, open);
  const edges = new Map<string, { id: string; source: string; target: string }>();
  for (const { name, inputs } of parts.flatMap(({ nodes }) => nodes)) {
    for (const input of inputs) {
      const [source, target] = [place.get(input) ?? input, place.get(name) ?? name];
      if (source !== target) edges.set(`${source}→${target}`, { id: `${source}→${target}`, source, target });
    }
  }
  return [...edges.values()];
}

/** The drawing as the layout library takes it. */
export function toElk({ nodes, edges }: Drawing): ElkNode {
  const childrenOf = (parent: string | undefined): ElkNode[] =>
    nodes
      .filter((node) => node.parent === parent)
      .map(({ id, type }) =>
        type === 'frame'
          ? {
              id,
              children: childrenOf(id),
              layoutOptions: { 'elk.padding': `[top=${FRAME_HEADER + 10},left=14,bottom=14,right=14]` },
            }
          : { id, ...NODE_SIZE },
      );
  return {
    id: 'root',
    children: childrenOf(undefined),
    edges: edges.map(({ id, source, target }): ElkExtendedEdge => ({
      id,
      sources: [source],
      targets: [target],
    })),
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.layered.spacing.nodeNodeBetweenLayers': '28',
      'elk.spacing.nodeNode': '20',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    },
  };
}

/** Where something stands, relative to the frame around it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Places by id, from what the layout library gives. */
export function placesOf(root: ElkNode): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const visit = ({ id, x = 0, y = 0, width = 0, height = 0, children = [] }: ElkNode): void => {
    places.set(id, { x, y, width, height });
    children.forEach(visit);
  };
  root.children?.forEach(visit);
  return places;
}
