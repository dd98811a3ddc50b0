'use client';
import { NumberInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useApi } from '../../client/api.ts';
import { choiceParam, numberParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { dataTexts as t } from '../../texts/data-texts.ts';
import { ChartGrid, PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { Checks } from './checks.tsx';
import { UseButton } from './data-page.tsx';
import { Duplicates } from './duplicates.tsx';
import { Examples } from './examples.tsx';
import { Moments } from './moments.tsx';
import type { Report } from './report.ts';
import { refOf } from './set-address.ts';
import classes from './data.module.css';

const VIEW = {
  config: textParam(),
  seed: numberParam(1, 0, Number.MAX_SAFE_INTEGER),
  part: choiceParam(['train', 'validation', 'test'], 'train'),
  label: numberParam(-1, 0, 100_000),
  page: numberParam(1, 1, 1_000_000),
};

/** One data set: is it sane, are the classes balanced, what do examples look like, do any leak? */
export function SetPage({ id }: { readonly id: string }) {
  const api = useApi();
  const [view, setView] = useUrlState(VIEW);
  const { config, seed } = view;
  const set = useMemo(() => refOf(id, config), [id, config]);
  const query = useQuery(api.data.inspect.queryOptions({ set, seed }, { staleTime: Infinity, retry: false }));
  const report = query.data;
  return (
    <PageFrame
      title={titleOf(set)}
      parent={{ href: '/data', label: t.back }}
      answer={report === undefined ? (query.isPending ? t.loading : undefined) : answerOf(report)}
      actions={
        <>
          <NumberInput
            label={t.seed}
            value={seed}
            min={0}
            allowDecimal={false}
            onChange={(value) => setView({ seed: typeof value === 'number' ? value : 1 })}
            w={130}
            size="xs"
          />
          <UseButton set={set} />
        </>
      }
    >
      {query.isPending && <LoadingState />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {report !== undefined && (
        <>
          <Checks checks={report.checks} />
          {report.skipped.length > 0 && <Skipped report={report} />}
          <Examples set={set} seed={seed} report={report} view={view} setView={setView} />
          <ChartGrid>
            <Balance report={report} />
            <Moments report={report} />
          </ChartGrid>
          <Duplicates set={set} report={report} />
          <Panel>
            <Text size="sm">
              {t.source}: {report.info.source}
            </Text>
            <Text size="sm">
              {t.licence}: {report.info.licence}
            </Text>
          </Panel>
        </>
      )}
    </PageFrame>
  );
}

function titleOf(set: ReturnType<typeof refOf>): string {
  if (typeof set === 'string') return set;
  const path = typeof set['path'] === 'string' ? set['path'] : '';
  return path.split(/[/\\]/).at(-1) || set.id;
}

function answerOf({ checks, info }: Report): string {
  const [worst, ...rest] = checks.filter(({ outcome }) => outcome !== 'pass');
  if (worst !== undefined) return t.worst(worst.answer, rest.length);
  return t.sane(info.numExamples, info.inputShape.join(' × '));
}

function Skipped({ report }: { readonly report: Report }) {
  return (
    <Panel title={t.skipped(report.skipped.length)}>
      {report.skipped.slice(0, 10).map(({ item, reason }) => (
        <Text key={item} size="sm" className={classes.quiet}>
          {item}: {reason}
        </Text>
      ))}
    </Panel>
  );
}

const count = (value: number | null | undefined): string => value?.toLocaleString('en') ?? '–';

function Balance({ report }: { readonly report: Report }) {
  const { parts, info } = report;
  const counts = parts.map(({ classCounts }) => classCounts ?? []);
  const training = counts[0] ?? [];
  const most = training.indexOf(Math.max(...training));
  const least = training.indexOf(Math.min(...training));
  const values = info.outputNames.map((_, k) => counts.map((part) => part[k] ?? null));
  const shades = values.map((row) =>
    row.map((value, p) => (value === null ? null : value / Math.max(1, ...(counts[p] ?? [])))),
  );
  const name = (k: number) => info.outputNames[k] ?? '';
  return (
    <MatrixChart
      title={t.balance.title}
      name="balance"
      answer={
        training.length === 0
          ? t.balance.none
          : training[most] === training[least]
            ? t.balance.even(training[most] ?? 0)
            : t.balance.uneven(name(most), training[most] ?? 0, name(least), training[least] ?? 0)
      }
      rows={training.length === 0 ? [] : info.outputNames}
      columns={parts.map((part) => t.parts[part.name])}
      rowLabel={t.balance.rows}
      columnLabel={t.balance.columns}
      values={training.length === 0 ? [] : values}
      shades={training.length === 0 ? [] : shades}
      palette="sequential"
      format={count}
      empty={t.balance.none}
    />
  );
}
