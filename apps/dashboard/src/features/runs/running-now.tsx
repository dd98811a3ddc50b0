'use client';
import { Progress, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { StatusBadge } from '../common/status-badge.tsx';
import { progressOf } from '../run/progress.ts';
import type { RunRow } from './use-runs.ts';
import classes from './runs.module.css';

/** More are in the table; the strip is for a glance. */
const SHOWN = 8;

/** The runs under way, each with its progress. */
export function RunningNow({ runs }: { readonly runs: readonly RunRow[] }) {
  return (
    <section aria-labelledby="running-now">
      <Title order={2} size="h5" id="running-now" mb="xs">
        {texts.runs.now}
      </Title>
      <div className={classes.strip}>
        {runs.slice(0, SHOWN).map((run) => (
          <RunningCard key={run.id} run={run} />
        ))}
      </div>
    </section>
  );
}

function RunningCard({ run }: { readonly run: RunRow }) {
  const mean = run.epoch === 0 ? [] : [run.durationMs / run.epoch];
  const { fraction, leftMs } = progressOf({ ...run, epochDurationsMs: mean });
  const accuracy = run.bestMetrics?.['validation/accuracy'];
  return (
    <Link href={`/runs/${run.id}`} className={classes.card}>
      <div className={classes.cardHead}>
        <Text fw={600} truncate>
          {run.name}
        </Text>
        <StatusBadge status={run.status} />
      </div>
      <Progress
        value={100 * (fraction ?? 0)}
        my={8}
        aria-label={texts.runs.progressOf(run.name)}
        transitionDuration={200}
      />
      <div className={classes.cardFoot}>
        <span>
          {run.status === 'queued' ? texts.runs.waiting : texts.runs.epochOf(run.epoch, run.plannedEpochs)}
          {typeof accuracy === 'number' ? ` · ${formatShare(accuracy)}` : ''}
        </span>
        <span>{leftMs === null ? '' : texts.runs.left(leftMs)}</span>
      </div>
    </Link>
  );
}
