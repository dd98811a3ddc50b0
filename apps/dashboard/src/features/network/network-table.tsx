'use client';
import { Button, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { formatShape } from '@convlab/core';
import type { NetworkDescription, NodeDescription, ReceptiveField } from '@convlab/inspection';
import { downloadFile } from '../../client/download.ts';
import { formatBytes, formatShare, MISSING } from '../../format/format.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { formatAmount } from './amounts.ts';
import { costOfPart, isFoldable, type Part } from './fold.ts';
import { networkCsv } from './network-csv.ts';
import classes from './network.module.css';

const t = networkTexts.table;

/** What the cost table of a network needs. */
export interface NetworkTableProps {
  readonly name: string;
  readonly description: NetworkDescription;
  readonly parts: readonly Part[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (part: string) => void;
  readonly selected: string;
  readonly onSelect: (layer: string) => void;
}

/** Every layer with its map, weights, work, memory and receptive field; the same parts are open as in the graph. */
export function NetworkTable(props: NetworkTableProps) {
  const { name, description, parts } = props;
  const totals = description.totals.training;
  return (
    <Panel
      title={t.title}
      answer={`${answerOf(parts)} ${t.caption}`}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => downloadFile(`${name}.csv`, networkCsv(description), 'text/csv')}
        >
          {t.file}
        </Button>
      }
    >
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t.title}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.layer}</Table.Th>
              <Table.Th>{t.output}</Table.Th>
              <Table.Th>{t.weights}</Table.Th>
              <Table.Th>{t.multiplyAdds}</Table.Th>
              <Table.Th>{t.memory}</Table.Th>
              <Table.Th>{t.field}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parts.map((part) => (
              <PartRows key={part.id} {...props} part={part} depth={0} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr className={classes.partRow}>
              <Table.Th scope="row">{t.total}</Table.Th>
              <Table.Td>{formatShape(description.outputShape)}</Table.Td>
              <Table.Td>{formatAmount(totals.numWeights)}</Table.Td>
              <Table.Td>{formatAmount(totals.multiplyAdds)}</Table.Td>
              <Table.Td>{formatBytes(totals.activationElements * 4)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
    </Panel>
  );
}

/** Which part costs most. */
function answerOf(parts: readonly Part[]): string {
  const costs = parts.map((part) => ({ name: part.name, ...costOfPart(part) }));
  const most = (key: 'numWeights' | 'multiplyAdds') => {
    const total = costs.reduce((sum, cost) => sum + cost[key], 0);
    const top = costs.reduce(
      (best, cost) => (cost[key] > best[key] ? cost : best),
      costs[0] as (typeof costs)[number],
    );
    return [top.name, formatShare(total === 0 ? 0 : top[key] / total, 0)] as const;
  };
  return costs.length === 0 ? '' : t.answer(...most('numWeights'), ...most('multiplyAdds'));
}

interface RowsProps extends NetworkTableProps {
  readonly part: Part;
  readonly depth: number;
}

function PartRows(props: RowsProps) {
  const { part, depth, open, onToggle } = props;
  const layers = (inner: Part) =>
    inner.nodes.map((node) => <LayerRow key={node.name} {...props} node={node} depth={depth + 1} />);
  if (!isFoldable(part)) return layers(part);
  const isOpen = open.has(part.id);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const last = part.nodes.at(-1);
  return (
    <>
      <Table.Tr className={classes.partRow}>
        <Table.Th scope="row" style={{ paddingLeft: 10 + depth * 16 }}>
          <button
            type="button"
            className={classes.rowButton}
            aria-expanded={isOpen}
            onClick={() => onToggle(part.id)}
          >
            <Chevron size={14} aria-hidden /> {part.name}{' '}
            <small>{networkTexts.graph.layers(part.nodes.length)}</small>
          </button>
        </Table.Th>
        <CostCells
          {...props}
          shape={formatShape(last?.outputShape ?? [])}
          cost={costOfPart(part)}
          field={last?.receptiveField}
        />
      </Table.Tr>
      {isOpen &&
        (part.parts.length > 0
          ? part.parts.map((inner) => <PartRows key={inner.id} {...props} part={inner} depth={depth + 1} />)
          : layers(part))}
    </>
  );
}

function LayerRow(props: NetworkTableProps & { readonly node: NodeDescription; readonly depth: number }) {
  const { node, depth, selected, onSelect } = props;
  return (
    <Table.Tr
      className={classes.row}
      data-selected={selected === node.name}
      onClick={() => onSelect(node.name)}
    >
      <Table.Th scope="row" fw={400} style={{ paddingLeft: 10 + depth * 16 }}>
        <button
          type="button"
          className={classes.rowButton}
          aria-pressed={selected === node.name}
          onClick={() => onSelect(node.name)}
        >
          {node.name} <small>{node.title}</small>
        </button>
      </Table.Th>
      <CostCells {...props} shape={formatShape(node.outputShape)} cost={node} field={node.receptiveField} />
    </Table.Tr>
  );
}

interface CostCellsProps {
  readonly description: NetworkDescription;
  readonly shape: string;
  readonly cost: {
    readonly numWeights: number;
    readonly multiplyAdds: number;
    readonly activationBytes: number;
  };
  readonly field: ReceptiveField | undefined;
}

function CostCells({ description, shape, cost, field }: CostCellsProps) {
  const { numWeights, multiplyAdds, activationElements } = description.totals.training;
  return (
    <>
      <Table.Td>{shape}</Table.Td>
      <Table.Td>
        <Shared text={formatAmount(cost.numWeights)} share={cost.numWeights / numWeights} />
      </Table.Td>
      <Table.Td>
        <Shared text={formatAmount(cost.multiplyAdds)} share={cost.multiplyAdds / multiplyAdds} />
      </Table.Td>
      <Table.Td>
        <Shared
          text={formatBytes(cost.activationBytes)}
          share={cost.activationBytes / (activationElements * 4)}
        />
      </Table.Td>
      <Table.Td>{field === undefined ? MISSING : fieldText(field)}</Table.Td>
    </>
  );
}

/** A receptive field in a few words. */
function fieldText({ local }: ReceptiveField): string {
  return local === null ? t.whole : t.pixels(local.size[0], local.size[1]);
}

function Shared({ text, share }: { readonly text: string; readonly share: number }) {
  const percent = Number.isFinite(share) ? 100 * share : 0;
  return (
    <Text component="span" inherit title={formatShare(percent / 100, 1)}>
      {text}
      <span className={classes.share} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
    </Text>
  );
}
