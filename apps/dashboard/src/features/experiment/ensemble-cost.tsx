'use client';
import { Table, Text } from '@mantine/core';
import type { EnsemblePart, RunOutcome } from '@convlab/experiments';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { formatBytes, formatCount, formatDuration, formatShare, MISSING } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { formatAmount } from '../network/amounts.ts';
import classes from './experiment.module.css';
import { costRows, type CostRow } from './ensemble-costs.ts';

const t = experimentTexts.ensemble.cost;

interface CostProps {
  readonly part: EnsemblePart;
  /** Those that answer together. */
  readonly members: readonly RunOutcome[];
}

/** What an answer costs, of one member and of all together, beside what it gains. */
export function EnsembleCost({ part, members }: CostProps) {
  const api = useApi();
  const id = members[0]?.runId ?? '';
  const asked = { enabled: id !== '', staleTime: Infinity };
  const network = useQuery(api.networks.ofRun.queryOptions({ id }, asked));
  const run = useQuery(api.runs.get.queryOptions({ id }, asked));
  const cost = network.data?.description.totals.inference;
  if (cost === undefined) return null;
  const rows = costRows(part, members.length, cost, run.data?.run);
  return (
    <Panel title={t.title} answer={t.answer(members.length, formatCount(cost.numWeights * members.length))}>
      <WideTable label={t.title} minWidth={420}>
        <Table verticalSpacing={6} className={classes.cost}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.columns.network}</Table.Th>
              {NUMBERS.map(([key]) => (
                <Table.Th key={key} scope="col" ta="right">
                  {t.columns[key]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.name}>
                <Table.Th scope="row">{t.rows[row.name]}</Table.Th>
                {NUMBERS.map(([key, write]) => (
                  <Table.Td key={key} ta="right">
                    {write(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="xs" mt="xs" c="dimmed">
        {t.note}
      </Text>
    </Panel>
  );
}

const NUMBERS: readonly (readonly [keyof typeof t.columns & keyof CostRow, (row: CostRow) => string])[] = [
  ['error', ({ error }) => formatShare(error, 1)],
  ['weights', ({ weights }) => formatCount(weights)],
  ['bytes', ({ bytes }) => formatBytes(bytes)],
  ['multiplyAdds', ({ multiplyAdds }) => formatAmount(multiplyAdds)],
  [
    'ms',
    ({ ms }) => (ms === null ? MISSING : ms < 100 ? `${Number(ms.toPrecision(2))} ms` : formatDuration(ms)),
  ],
];
