'use client';
import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { shortId } from '../../form/refs.ts';
import { studiesTexts } from '../../texts/studies-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { VerdictBadge } from './verdict-badge.tsx';
import classes from './studies.module.css';

const t = studiesTexts;

type Study = ApiOutputs['studies']['list'][number];

/* A larger budget says more; the smoke budget judges by too little. */
const BUDGET_ORDER = ['full', 'lesson', 'smoke'];

/** Every study with its claim and what it came to. */
export function StudiesPage() {
  const api = useApi();
  const query = useQuery(api.studies.list.queryOptions());
  if (query.isPending) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const studies = query.data;
  const judged = studies.filter(({ made }) => made.some(({ verdict }) => verdict !== undefined)).length;
  return (
    <PageFrame title={t.title} answer={t.answer(studies.length, judged)}>
      <Panel>
        <WideTable label={t.title} minWidth={300}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.columns.study}</Table.Th>
                <Table.Th>{t.columns.verdict}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {studies.map((study) => (
                <StudyRow key={study.id} study={study} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      </Panel>
    </PageFrame>
  );
}

function StudyRow({ study: { id, title, claim, made } }: { readonly study: Study }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/studies/${encodeURIComponent(shortId(id))}`} fw={600}>
          {title}
        </Anchor>
        <Text size="sm" className={classes.claim}>
          {claim}
        </Text>
      </Table.Td>
      <Table.Td className={classes.verdictCell}>
        <Outcome made={made} />
      </Table.Td>
    </Table.Tr>
  );
}

function Outcome({ made }: Pick<Study, 'made'>) {
  const judged = BUDGET_ORDER.flatMap((budget) => made.filter((one) => one.budget === budget)).find(
    ({ verdict }) => verdict !== undefined,
  );
  if (judged?.verdict !== undefined && judged.budget !== undefined)
    return (
      <>
        <VerdictBadge verdict={judged.verdict} />
        <Text size="xs" className={classes.claim}>
          {t.budgets[judged.budget]}
        </Text>
      </>
    );
  const [latest] = made;
  const state =
    latest === undefined
      ? t.notRun
      : latest.status === 'failed'
        ? t.failed
        : latest.halted === null
          ? t.open
          : t.stopped;
  return (
    <Text size="sm" className={classes.claim}>
      {state}
    </Text>
  );
}
