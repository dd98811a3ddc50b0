'use client';
import '@xyflow/react/dist/base.css';
import {
  Background,
  Controls,
  Handle,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
  type Edge,
  type Node,
  type NodeProps,
  type NodeTypes,
} from '@xyflow/react';
import { Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { formatShape } from '@convlab/core';
import { WorkerCalls } from '../../networks/worker-calls.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { formatAmount } from './amounts.ts';
import { drawingOf, placesOf, toElk, type Drawing, type DrawnNode, type Place } from './arrange.ts';
import { costOfPart, type Part } from './fold.ts';
import { toneOf } from './tone.ts';
import classes from './network.module.css';

const t = networkTexts.graph;

const layout = new WorkerCalls<ElkNode, ElkNode>(
  () => new Worker(new URL('../../networks/layout.worker.ts', import.meta.url), { type: 'module' }),
);

/** What the graph of a network needs. */
export interface NetworkGraphProps {
  readonly parts: readonly Part[];
  /** Shape of the input, as text. */
  readonly input: string;
  /** Ids of the open parts. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (part: string) => void;
  readonly selected: string;
  readonly onSelect: (layer: string) => void;
}

const Actions = createContext<Pick<NetworkGraphProps, 'onToggle' | 'onSelect' | 'selected' | 'input'>>({
  onToggle: () => undefined,
  onSelect: () => undefined,
  selected: '',
  input: '',
});

/** A network as boxes and arrows; stages and blocks open and close. */
export function NetworkGraph(props: NetworkGraphProps) {
  const { parts, open } = props;
  const drawing = useMemo(() => drawingOf(parts, open), [parts, open]);
  const key = drawing.edges.map(({ id }) => id).join();
  const arranged = useQuery({
    queryKey: ['layout', key],
    queryFn: () => layout.call(toElk(drawing)),
    staleTime: Infinity,
  });
  if (arranged.isError) return <Text size="sm">{t.failed}</Text>;
  if (arranged.data === undefined) return <Skeleton height={520} aria-label={t.arranging} />;
  return (
    <Actions.Provider value={props}>
      <div className={classes.graph} role="group" aria-label={t.label}>
        <ReactFlow
          key={key}
          nodes={toNodes(drawing, placesOf(arranged.data))}
          edges={toEdges(drawing)}
          nodeTypes={NODE_TYPES}
          fitView
          fitViewOptions={FIT}
          minZoom={0.05}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: false }}
        >
          <Background gap={24} />
          <KeepInView />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </Actions.Provider>
  );
}

const FIT = { maxZoom: 1, minZoom: 0.45 };

/* A window that is given another width shows the whole graph again. */
function KeepInView() {
  const width = useStore((state) => state.width);
  const { fitView } = useReactFlow();
  useEffect(() => void fitView(FIT), [width, fitView]);
  return null;
}

type Drawn = Node<{ readonly drawn: DrawnNode }>;

function toNodes({ nodes }: Drawing, places: ReadonlyMap<string, Place>): Drawn[] {
  return nodes.flatMap((drawn): Drawn[] => {
    const place = places.get(drawn.id);
    if (place === undefined) return [];
    const { x, y, width, height } = place;
    return [
      {
        id: drawn.id,
        type: drawn.type,
        data: { drawn },
        position: { x, y },
        width,
        height,
        ...(drawn.parent === undefined ? {} : { parentId: drawn.parent }),
      },
    ];
  });
}

function toEdges({ edges }: Drawing): Edge[] {
  return edges.map((edge) => ({ ...edge, type: 'smoothstep', focusable: false }));
}

function Ends() {
  return (
    <>
      <Handle type="target" position={Position.Top} className={classes.handle} />
      <Handle type="source" position={Position.Bottom} className={classes.handle} />
    </>
  );
}

function LayerNode({ data: { drawn } }: NodeProps<Drawn>) {
  const { onSelect, selected } = useContext(Actions);
  const { node } = drawn;
  if (node === undefined) return null;
  return (
    <>
      <Ends />
      <button
        type="button"
        className={`${classes.box} nopan`}
        data-tone={toneOf(node)}
        aria-pressed={selected === node.name}
        onClick={() => onSelect(node.name)}
      >
        <span className={classes.boxName}>{node.title}</span>
        <span className={classes.boxFacts}>
          {formatShape(node.outputShape)}
          {node.numWeights > 0 && ` · ${t.weights(formatAmount(node.numWeights))}`}
        </span>
      </button>
    </>
  );
}

function PartNode({ data: { drawn } }: NodeProps<Drawn>) {
  const { onToggle } = useContext(Actions);
  const { part } = drawn;
  if (part === undefined) return null;
  return (
    <>
      <Ends />
      <button
        type="button"
        className={`${classes.box} nopan`}
        data-tone="part"
        aria-expanded={false}
        aria-label={t.open(part.name)}
        onClick={() => onToggle(part.id)}
      >
        <span className={classes.boxName}>
          <IconChevronRight size={14} aria-hidden /> {part.name}
          <small>{t.layers(part.nodes.length)}</small>
        </span>
        <span className={classes.boxFacts}>
          {formatShape(part.nodes.at(-1)?.outputShape ?? [])} ·{' '}
          {t.weights(formatAmount(costOfPart(part).numWeights))}
        </span>
      </button>
    </>
  );
}

function FrameNode({ data: { drawn } }: NodeProps<Drawn>) {
  const { onToggle } = useContext(Actions);
  const { part } = drawn;
  if (part === undefined) return null;
  return (
    <div className={classes.frame}>
      <button
        type="button"
        className={`${classes.frameName} nopan`}
        aria-expanded
        aria-label={t.close(part.name)}
        onClick={() => onToggle(part.id)}
      >
        <IconChevronDown size={14} aria-hidden /> {part.name}
      </button>
    </div>
  );
}

function InputNode() {
  const { input } = useContext(Actions);
  return (
    <>
      <Handle type="source" position={Position.Bottom} className={classes.handle} />
      <div className={classes.box} data-tone="input">
        <span className={classes.boxName}>{t.input}</span>
        <span className={classes.boxFacts}>{input}</span>
      </div>
    </>
  );
}

const NODE_TYPES: NodeTypes = { layer: LayerNode, part: PartNode, frame: FrameNode, entry: InputNode };
