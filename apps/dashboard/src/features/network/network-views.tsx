'use client';
import { Button, Group, Skeleton } from '@mantine/core';
import { formatShape } from '@convlab/core';
import type { NetworkDescription } from '@convlab/inspection';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { isFoldable, partsAround, partsOf, type Part } from './fold.ts';
import { Connections, LayerPanel } from './layer-panel.tsx';
import { NetworkTable } from './network-table.tsx';
import { ReceptiveFieldView } from './receptive-field.tsx';
import { mapSize } from './unit-field.ts';
import classes from './network.module.css';

const t = networkTexts.graph;

const NetworkGraph = dynamic(() => import('./network-graph.tsx').then((module) => module.NetworkGraph), {
  ssr: false,
  loading: () => <Skeleton height={520} aria-label={t.arranging} />,
});

/** What the views of a network show, as the address has it. */
export interface NetworkView {
  /** The chosen layer; none when empty. */
  readonly layer: string;
  /** Ids of the open parts. */
  readonly open: readonly string[];
}

/** What the views of a network need. */
export interface NetworkViewsProps {
  /** Names the files of downloads. */
  readonly name: string;
  readonly description: NetworkDescription;
  readonly view: NetworkView;
  readonly onView: (change: Partial<NetworkView>) => void;
}

/** A network from all sides: its graph, its cost table, one layer in detail, and what that layer sees. */
export function NetworkViews({ name, description, view, onView }: NetworkViewsProps) {
  const parts = useMemo(() => partsOf(description), [description]);
  const open = useMemo(() => new Set(view.open), [view.open]);
  const selected = useMemo(() => chosen(description, view.layer), [description, view.layer]);
  const toggle = (part: string) =>
    onView({ open: open.has(part) ? view.open.filter((id) => id !== part) : [...view.open, part] });
  const select = (layer: string) =>
    onView({ layer, open: [...new Set([...view.open, ...partsAround(parts, layer)])] });
  const [height = 1, width = 1, channels] = description.inputShape;
  const shared = { parts, open, onToggle: toggle, selected: selected?.name ?? '', onSelect: select };
  return (
    <div className={classes.stack}>
      <div className={classes.views}>
        <Panel
          title={t.title}
          answer={t.answer(description.nodes.length, parts.length)}
          actions={<OpenAll parts={parts} open={view.open} onOpen={(ids) => onView({ open: ids })} />}
        >
          <NetworkGraph {...shared} input={formatShape(description.inputShape)} />
        </Panel>
        <div className={classes.stack}>
          <LayerPanel node={selected} />
          {channels !== undefined && <ReceptiveFieldView node={selected} image={[height, width]} />}
        </div>
      </div>
      <NetworkTable name={name} description={description} {...shared} />
      <Connections node={selected} />
    </div>
  );
}

/** The layer of the address, or else the last one that gives a feature map. */
function chosen({ nodes }: NetworkDescription, layer: string) {
  return (
    nodes.find((node) => node.name === layer) ??
    nodes.findLast(
      (node) => node.receptiveField.local !== null && mapSize(node) !== null && node.connections !== null,
    ) ??
    nodes.at(-1)
  );
}

function OpenAll({
  parts,
  open,
  onOpen,
}: {
  readonly parts: readonly Part[];
  readonly open: readonly string[];
  readonly onOpen: (ids: readonly string[]) => void;
}) {
  const all = parts.filter(isFoldable).map(({ id }) => id);
  return (
    <Group gap={6} wrap="nowrap">
      {open.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onOpen([])}>
          {t.closeAll}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => onOpen(all)}>
        {t.openAll}
      </Button>
    </Group>
  );
}
