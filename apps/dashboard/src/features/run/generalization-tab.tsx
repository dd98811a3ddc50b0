'use client';
import { Alert, Anchor, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Evidence, GeneralizationReport, Remedy } from '@convlab/evaluation';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useApi } from '../../client/api.ts';
import { MISSING, formatCount, formatLoss, formatPoints, formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { readReport } from '../common/report.ts';
import { VerdictChip } from '../common/verdict-chip.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { CapacitySection } from './capacity-section.tsx';
import { cloneLink } from './clone-link.ts';
import { EvidenceCharts } from './evidence-charts.tsx';
import { MoreData } from './more-data.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { isOver, type RunData } from './run-state.ts';
import { turningPoints } from './turning-points.ts';
import classes from './run.module.css';

const t = texts.run.report;

/** The generalization report of a run: verdict, evidence, what to try next. */
export function GeneralizationTab({ data }: { readonly data: RunData }) {
  const { run } = data;
  const [active, setActive] = useState<string | null>(null);
  const api = useApi();
  const query = useQuery(api.runs.report.queryOptions({ id: run.id }));
  if (query.isPending) return <LoadingState rows={3} />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const report = readReport(query.data?.report);
  if (report === undefined) return <NoReport over={isOver(run.status)} />;
  return (
    <div className={classes.report}>
      <section className={classes.panel}>
        <Stack gap="sm" align="flex-start">
          <Title order={2} size="h4">
            {t.title}
          </Title>
          <VerdictChip report={report} size="lg" />
          {query.data?.final === false && (
            <Text fw={600} role="status">
              {t.soFar(run.epoch)}
            </Text>
          )}
          <Text size="lg">{report.sentence}</Text>
          <Text size="sm" className={classes.quiet}>
            {t.confidence[report.confidence]}
          </Text>
          <Warnings report={report} />
        </Stack>
      </section>
      <EvidenceCharts data={data} row={report.evidence.find(({ id }) => id === active)} />
      <section className={classes.panel}>
        <Title order={2} size="h4">
          {t.evidence}
        </Title>
        <Text size="sm" mb="xs" className={classes.quiet}>
          {t.evidenceHelp}
        </Text>
        <EvidenceTable evidence={report.evidence} active={active} onActive={setActive} />
        <Text size="sm" mt="sm" className={classes.quiet}>
          {t.version(report.version)}
        </Text>
      </section>
      <TurningPoints evidence={report.evidence} />
      <CapacitySection data={data} />
      {isOver(run.status) && <MoreData run={run} />}
      {report.remedies.length > 0 && (
        <section className={classes.panel}>
          <Title order={2} size="h4" mb="xs">
            {t.remedies}
          </Title>
          <Remedies remedies={report.remedies} runId={run.id} />
        </section>
      )}
    </div>
  );
}

function NoReport({ over }: { readonly over: boolean }) {
  return (
    <section className={classes.panel}>
      <Title order={2} size="h4">
        {t.title}
      </Title>
      <Text mt="xs">{over ? t.missing : t.pending}</Text>
      {!over && (
        <Text mt="xs" className={classes.quiet}>
          {t.pendingDetail}
        </Text>
      )}
    </section>
  );
}

function Warnings({ report }: { readonly report: GeneralizationReport }) {
  return report.warnings.map(({ id, message }) => (
    <Alert key={id} icon={<IconInfoCircle />} color="yellow" w="100%">
      {message}
    </Alert>
  ));
}

/* The checks nearest to their limits: what would change the verdict first. */
function TurningPoints({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const points = turningPoints(evidence);
  if (points.length === 0) return null;
  return (
    <section className={classes.panel}>
      <Title order={2} size="h4">
        {t.turning}
      </Title>
      <Text size="sm" mb="xs" className={classes.quiet}>
        {t.turningAnswer}
      </Text>
      <List spacing={6} listStyleType="none">
        {points.map(({ evidence: { id, question, value, threshold, noise, unit, outcome } }) => (
          <List.Item key={id}>
            {question}{' '}
            <Text span className={classes.quiet}>
              {t.turn(
                outcome === 'pass',
                quantity(value, unit),
                quantity(threshold, unit),
                noise === null ? null : quantity(noise, unit),
              )}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

interface EvidenceTableProps {
  readonly evidence: readonly Evidence[];
  readonly active: string | null;
  readonly onActive: (id: string) => void;
}

function EvidenceTable({ evidence, active, onActive }: EvidenceTableProps) {
  return (
    <WideTable label={t.evidence} minWidth={560}>
      <Table verticalSpacing="xs" className={classes.evidence}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t.outcome}</Table.Th>
            <Table.Th scope="col">{t.question}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t.value}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t.noise}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t.threshold}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map((row) => (
            <Table.Tr
              key={row.id}
              tabIndex={0}
              data-outcome={row.outcome}
              data-active={row.id === active}
              onMouseEnter={() => onActive(row.id)}
              onFocus={() => onActive(row.id)}
            >
              <Table.Td>
                <OutcomeMark outcome={row.outcome} />
              </Table.Td>
              <Table.Td>
                <Text size="sm" fw={550}>
                  {row.question}
                </Text>
                <Text size="xs" className={classes.quiet}>
                  {row.explanation}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{quantity(row.value, row.unit)}</Table.Td>
              <Table.Td ta="right">
                {row.noise === null ? MISSING : `± ${quantity(row.noise, row.unit)}`}
              </Table.Td>
              <Table.Td ta="right">{quantity(row.threshold, row.unit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function quantity(value: number | null, unit: Evidence['unit']): string {
  if (value === null) return MISSING;
  switch (unit) {
    case 'percent':
    case 'relative':
      return formatShare(value, 1);
    case 'points':
      return formatPoints(value, false);
    case 'loss':
      return formatLoss(value);
    case 'examples':
    case 'epochs':
      return formatCount(value);
  }
}

function Remedies({ remedies, runId }: { readonly remedies: readonly Remedy[]; readonly runId: string }) {
  return (
    <List spacing="sm" listStyleType="none">
      {remedies.map(({ id, title, why, change }) => (
        <List.Item key={id}>
          <Text fw={550}>
            {title}
            {change !== undefined && (
              <Anchor component={Link} href={cloneLink(runId, change)} size="sm" ml="sm">
                {t.tryIt}
              </Anchor>
            )}
          </Text>
          <Text size="sm" className={classes.quiet}>
            {why}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
