'use client';
import { Anchor, Button, Table } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { formatDuration, MISSING } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { StatusBadge } from '../common/status-badge.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { formatOf, tellingMetric, type ExperimentRun } from './result.ts';

const t = experimentTexts;
const SHOWN = 12;

/** The runs of an experiment, in their order. */
export function RunsList({ runs }: { readonly runs: readonly ExperimentRun[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? runs : runs.slice(0, SHOWN);
  return (
    <Panel title={t.runsTitle} answer={t.runsAnswer(runs.length)}>
      <WideTable label={t.runsTitle} minWidth={520}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.columns.run}</Table.Th>
              <Table.Th scope="col">{t.columns.status}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t.columns.best}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t.columns.time}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <Anchor component={Link} href={`/runs/${run.id}`} size="sm">
                    {run.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={run.status} />
                </Table.Td>
                <Table.Td ta="right">{bestText(run)}</Table.Td>
                <Table.Td ta="right">{formatDuration(run.durationMs)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {shown.length < runs.length && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setAll(true)}>
          {t.more(runs.length)}
        </Button>
      )}
    </Panel>
  );
}

function bestText({ bestMetrics, bestEpoch }: ExperimentRun): string {
  const name = tellingMetric(Object.keys(bestMetrics ?? {}), undefined);
  if (name === undefined || bestEpoch === null) return MISSING;
  return `${formatOf(name)(bestMetrics?.[name])} @ e${bestEpoch}`;
}
