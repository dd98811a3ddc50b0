'use client';
import { Text, Table } from '@mantine/core';
import type { NodeDescription } from '@convlab/inspection';
import { formatAxisSize } from '@convlab/inspection/output-size';
import { formatShape } from '@convlab/core';
import type { ReactNode } from 'react';
import { BarChart } from '../../charts/bar-chart.tsx';
import { formatBytes, formatCount } from '../../format/format.ts';
import { networkTexts } from '../../texts/network-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { formatAmount, formatFactor } from './amounts.ts';
import classes from './network.module.css';

const t = networkTexts.layer;

/** Everything about one layer: what it reads and gives, and how its numbers come about. */
export function LayerPanel({ node }: { readonly node: NodeDescription | undefined }) {
  if (node === undefined) {
    return (
      <Panel>
        <Text size="sm" className={classes.readOut}>
          {t.none}
        </Text>
      </Panel>
    );
  }
  return (
    <Panel title={t.title(node.name)}>
      <Table variant="vertical" layout="fixed" withRowBorders={false} className={classes.table}>
        <Table.Tbody>
          <Row label={t.type}>
            {node.title}
            {node.trainingOnly && ` · ${t.training}`}
          </Row>
          <Row label={t.from}>{node.inputs.join(', ')}</Row>
          <Row label={t.shape}>{formatShape(node.outputShape)}</Row>
          {node.outputSize !== null && (
            <Row label={t.size}>
              {t.rule}
              <div className={classes.mono}>
                {t.height}: {formatAxisSize(node.outputSize.height)}
              </div>
              <div className={classes.mono}>
                {t.width}: {formatAxisSize(node.outputSize.width)}
              </div>
            </Row>
          )}
          <Row label={t.weights}>{formatCount(node.numWeights)}</Row>
          <Row label={t.work}>{formatCount(node.multiplyAdds)}</Row>
          <Row label={t.memory}>{formatBytes(node.activationBytes)}</Row>
          {Object.keys(node.config).length > 0 && (
            <Row label={t.settings}>
              <span className={classes.mono}>{configText(node.config)}</span>
            </Row>
          )}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

/** How many weights the layer would have if it shared fewer or none of them. */
export function Connections({ node }: { readonly node: NodeDescription | undefined }) {
  if (node === undefined || node.connections === null) return null;
  const { shared, locallyConnected, dense } = node.connections;
  return (
    <BarChart
      title={t.connections}
      answer={t.connectionsAnswer(
        formatAmount(shared),
        formatAmount(locallyConnected),
        formatAmount(dense),
        `${formatFactor(dense, shared)} times`,
      )}
      name="connections"
      items={[
        { key: 'shared', label: t.shared, value: shared },
        { key: 'local', label: t.local, value: locallyConnected },
        { key: 'dense', label: t.dense, value: dense },
      ]}
      itemLabel={t.connections}
      valueLabel={t.weights}
      format={(value) => formatCount(value)}
      formatTick={formatAmount}
      empty=""
    />
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={118}>
        {label}
      </Table.Th>
      <Table.Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}

function configText(config: Readonly<Record<string, unknown>>): string {
  return Object.entries(config)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ');
}
