'use client';
import { ActionIcon, Progress, Text, Title, Tooltip } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { runColour } from '../../charts/colours.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useApi } from '../../client/api.ts';
import { formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { StatusBadge } from '../common/status-badge.tsx';
import { progressOf } from '../run/progress.ts';
import { useRunActions } from '../common/use-run-actions.ts';
import type { RunRow } from './use-runs.ts';
import { SPARK_METRIC } from './use-sparklines.ts';
import classes from './runs.module.css';

/** More are in the table; the strip is for a glance. */
const SHOWN = 8;

/** The runs under way, each with its curve, its progress and a way to end it. */
export function RunningNow({ runs }: { readonly runs: readonly RunRow[] }) {
  const ordered = useMemo(() => runs.toSorted((a, b) => Number(b.epoch > 0) - Number(a.epoch > 0)), [runs]);
  return (
    <section aria-labelledby="running-now">
      <Title order={2} size="h5" id="running-now" mb="xs">
        {texts.runs.now}
      </Title>
      <div className={classes.strip}>
        {ordered.slice(0, SHOWN).map((run) => (
          <RunningCard key={run.id} run={run} />
        ))}
      </div>
      {runs.length > SHOWN && (
        <Text size="sm" mt="xs" className={classes.quiet}>
          {texts.runs.moreRunning(runs.length - SHOWN)}
        </Text>
      )}
    </section>
  );
}

function RunningCard({ run }: { readonly run: RunRow }) {
  const { stop } = useRunActions();
  const mean = run.epoch === 0 ? [] : [run.durationMs / run.epoch];
  const { fraction, leftMs } = progressOf({ ...run, epochDurationsMs: mean });
  const accuracy = run.bestMetrics?.['validation/accuracy'];
  const stopping = run.request === 'stop';
  return (
    <div className={classes.card}>
      <div className={classes.cardHead}>
        <Link href={`/runs/${run.id}`} className={classes.cardLink} prefetch={false}>
          {run.name}
        </Link>
        <Tooltip label={texts.run.actions.stopHint}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.runs.stop(run.name)}
            disabled={stopping}
            onClick={() => stop(run.id)}
          >
            <IconPlayerStop size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.cardMiddle}>
        <StatusBadge status={run.status} />
        <RunningCurve run={run} />
      </div>
      <Progress value={100 * (fraction ?? 0)} my={8} aria-label={texts.runs.progressOf(run.name)} />
      <div className={classes.cardFoot}>
        <span>
          {run.status === 'queued' ? texts.runs.waiting : texts.runs.epochOf(run.epoch, run.plannedEpochs)}
          {typeof accuracy === 'number' ? ` · ${formatShare(accuracy)}` : ''}
        </span>
        <span>{leftMs === null ? '' : texts.runs.left(leftMs)}</span>
      </div>
    </div>
  );
}

/* Read as far as the run had come when it came into sight; what is pushed afterwards goes on from there. */
function RunningCurve({ run }: { readonly run: RunRow }) {
  const api = useApi();
  const { data } = useQuery(
    api.runs.sparklines.queryOptions(
      { ids: [run.id], metric: SPARK_METRIC },
      { enabled: run.epoch > 0, placeholderData: keepPreviousData, refetchInterval: 5_000 },
    ),
  );
  const points = (data?.[0]?.points ?? []).map(({ epoch, value }) => ({ x: epoch, y: value }));
  const last = points.at(-1)?.x ?? 0;
  const now = run.lastMetrics?.[SPARK_METRIC];
  const all = run.epoch > last && now !== undefined ? [...points, { x: run.epoch, y: now }] : points;
  if (all.length < 2) return <span className={classes.noSpark} />;
  return (
    <Sparkline
      points={all}
      colour={runColour(run.colour)}
      dotAt={run.bestEpoch}
      label={texts.runs.spark}
      width={120}
      height={28}
    />
  );
}
