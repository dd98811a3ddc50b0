'use client';
import { Skeleton, Table } from '@mantine/core';
import { formatBytes, MISSING } from '../../format/format.ts';
import { architecturesTexts } from '../../texts/architectures-texts.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { formatAmount } from '../network/amounts.ts';
import { comparisonSentence, type Figures } from './figures.ts';
import network from '../network/network.module.css';

const t = architecturesTexts.comparison;

interface Side {
  readonly title: string;
  readonly figures: Figures;
}

/* Height of the table below. */
const TABLE_PX = 221;

const ROWS = ['weights', 'work', 'memory', 'layers', 'depth', 'field'] as const;

/** Two architectures side by side, and what the difference comes to. */
export function Comparison({ one, other }: { readonly one: Side; readonly other: Side }) {
  return (
    <Panel
      title={t.title(one.title, other.title)}
      answer={comparisonSentence(one.title, other.title, one.figures, other.figures)}
    >
      <div className={network.scroll} tabIndex={0} role="region" aria-label={t.title(one.title, other.title)}>
        <Table className={network.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.quantity}</Table.Th>
              <Table.Th>{one.title}</Table.Th>
              <Table.Th>{other.title}</Table.Th>
              <Table.Th>{t.ratio}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ROWS.map((row) => (
              <Table.Tr key={row}>
                <Table.Th scope="row" fw={400}>
                  {t.rows[row]}
                </Table.Th>
                <Table.Td>{valueText(row, one.figures[row])}</Table.Td>
                <Table.Td>{valueText(row, other.figures[row])}</Table.Td>
                <Table.Td>{ratioText(one.figures[row], other.figures[row])}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}

/** Keeps the place of a comparison while it is computed. */
export function ComparisonComing({ one, other }: { readonly one: string; readonly other: string }) {
  return (
    <Panel title={t.title(one, other)} answer={t.coming}>
      <Skeleton height={TABLE_PX} />
    </Panel>
  );
}

function valueText(row: (typeof ROWS)[number], value: number | null): string {
  if (value === null) return networkTexts.table.whole;
  if (row === 'memory') return formatBytes(value);
  return row === 'field' ? networkTexts.table.pixels(value, value) : formatAmount(value);
}

function ratioText(one: number | null, other: number | null): string {
  if (one === null || other === null || other === 0) return MISSING;
  return `${(one / other).toPrecision(2)}×`;
}
