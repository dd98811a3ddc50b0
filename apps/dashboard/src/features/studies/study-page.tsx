'use client';
import type { StudyBudget } from '@convlab/core';
import { Anchor, Button, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { formatMoment } from '../../format/format.ts';
import { studiesTexts } from '../../texts/studies-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState, messageOf } from '../common/page-states.tsx';
import { readResult } from '../experiment/result.ts';
import { useExperiment } from '../experiment/use-experiment.ts';
import { StudyFindingSections } from './finding-sections.tsx';
import { VerdictBadge } from './verdict-badge.tsx';
import classes from './studies.module.css';

const t = studiesTexts;

type Study = ApiOutputs['studies']['get'];
type Made = ApiOutputs['studies']['list'][number]['made'];

/** A study: what it claims and by which rule, what it came to, and how to run it again. */
export function StudyPage({ id }: { readonly id: string }) {
  const api = useApi();
  const query = useQuery(api.studies.get.queryOptions({ id }));
  const list = useQuery(api.studies.list.queryOptions());
  const [chosen, setChosen] = useState<string>();
  // The address may leave out the namespace, which the list does not.
  const made = list.data?.find((one) => one.id === query.data?.id)?.made ?? [];
  const last = made[0]?.id;
  // The page comes with its outcome, which would push what was written before it away; later it stays while another is read.
  const outcome = useQuery(
    api.experiments.get.queryOptions(
      { id: last ?? '' },
      { enabled: last !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const isFirst = chosen === undefined && outcome.isLoading;
  if (query.isPending || list.isPending || isFirst) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const study = query.data;
  const shown = chosen ?? last;
  return (
    <PageFrame
      title={study.title}
      answer={study.claim}
      parent={{ href: '/studies', label: t.title }}
      actions={<RunStudy study={study} onStarted={setChosen} />}
    >
      {shown === undefined ? (
        <Panel>
          <Text size="sm">{t.never}</Text>
        </Panel>
      ) : (
        <Outcome key={shown} experimentId={shown} />
      )}
      <Written study={study} />
      {made.length > 1 && <Earlier made={made} shown={shown} onChoose={setChosen} />}
    </PageFrame>
  );
}

function RunStudy({
  study,
  onStarted,
}: {
  readonly study: Study;
  readonly onStarted: (experimentId: string) => void;
}) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [budget, setBudget] = useState<StudyBudget>('lesson');
  const run = useMutation(
    api.studies.run.mutationOptions({
      onSuccess: ({ experimentId }) => {
        onStarted(experimentId);
        void queryClient.invalidateQueries({ queryKey: api.studies.list.queryKey() });
      },
    }),
  );
  const count = study.budgets.find((one) => one.budget === budget)?.numRuns ?? 0;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs">
        <SegmentedControl
          aria-label={t.budgetLabel}
          value={budget}
          onChange={(value) => setBudget(value)}
          data={study.budgets.map((one) => ({ value: one.budget, label: t.budgets[one.budget] }))}
        />
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={run.isPending}
          onClick={() => run.mutate({ id: study.id, budget })}
        >
          {run.isPending ? t.starting : t.run}
        </Button>
      </Group>
      <Text size="xs" className={classes.claim}>
        {t.cost(count)}. {t.budgetHint[budget]}
      </Text>
      {run.error !== null && (
        <Text size="sm" c="red" role="alert">
          {messageOf(run.error)}
        </Text>
      )}
    </Stack>
  );
}

/** One time that the study was run: how far it is, or its verdict with everything behind it. */
function Outcome({ experimentId }: { readonly experimentId: string }) {
  const { query } = useExperiment(experimentId);
  if (query.isPending) return <LoadingState rows={2} />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const result = readResult(query.data.experiment.result);
  const finding = result?.study?.finding;
  const { total = 0, finished = 0, failed = 0 } = result?.progress ?? {};
  return (
    <>
      <Panel>
        <Stack gap={8} aria-live="polite">
          {finding !== undefined && (
            <Group gap="sm">
              <VerdictBadge verdict={finding.verdict} />
              <Text size="sm" className={classes.claim}>
                {t.budgets[result?.study?.budget ?? 'lesson']}
              </Text>
            </Group>
          )}
          {finding !== undefined && <Text>{finding.sentence}</Text>}
          {result?.problem !== undefined && <Text role="alert">{result.problem}</Text>}
          {finding === undefined && (
            <>
              <Text size="sm">{t.running(finished + failed, total)}</Text>
              <Progress value={(100 * (finished + failed)) / Math.max(1, total)} aria-label={t.progress} />
            </>
          )}
          <Anchor component={Link} href={`/experiments/${experimentId}`} size="sm">
            {t.evidence}
          </Anchor>
        </Stack>
      </Panel>
      {finding !== undefined && <StudyFindingSections finding={finding} />}
    </>
  );
}

/** What was written before it was run. */
function Written({ study }: { readonly study: Study }) {
  const { claim, prediction, rule, factors, caveats, reading } = study;
  return (
    <Panel>
      <dl className={classes.facts}>
        <dt>{t.claim}</dt>
        <dd>{claim}</dd>
        <dt>{t.prediction}</dt>
        <dd>{prediction}</dd>
        <dt>{t.rule}</dt>
        <dd>{rule}</dd>
        <dt>{t.factors}</dt>
        <dd>
          <Items items={factors.map(({ name, levels }) => `${name}: ${levels.join(', ')}`)} />
        </dd>
        <dt>{t.caveats}</dt>
        <dd>
          <Items items={caveats} />
        </dd>
        <dt>{t.reading}</dt>
        <dd>
          <Items items={reading} />
        </dd>
      </dl>
    </Panel>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Earlier({
  made,
  shown,
  onChoose,
}: {
  readonly made: Made;
  readonly shown: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <Panel title={t.earlier}>
      <Stack gap={4} align="flex-start">
        {made.map(({ id, createdAt, budget, verdict }) => (
          <Button
            key={id}
            variant={id === shown ? 'light' : 'subtle'}
            size="compact-sm"
            onClick={() => onChoose(id)}
          >
            {formatMoment(new Date(createdAt))}
            {budget === undefined ? '' : ` · ${t.budgets[budget]}`} ·{' '}
            {verdict === undefined ? t.open : t.verdicts[verdict]}
          </Button>
        ))}
      </Stack>
    </Panel>
  );
}
