'use client';
import { Alert, Anchor, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import { formatBytes } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { texts } from '../../texts/texts.ts';
import { readReport } from '../common/report.ts';
import { StatusBadge } from '../common/status-badge.tsx';
import { VerdictChip } from '../common/verdict-chip.tsx';
import { progressOf } from './progress.ts';
import { Patience, RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import { isOver, type RunData } from './run-state.ts';
import classes from './run.module.css';

/** Name, state, verdict, actions, progress and key figures of a run. */
export function RunHeader({ data }: { readonly data: RunData }) {
  const { run } = data;
  const report = readReport(run.report);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={classes.heading}>
          <Group gap="md">
            <Anchor component={Link} href="/" size="sm" c="dimmed">
              {texts.navigation.runs}
            </Anchor>
            {isPart(run.spec) && (
              <Anchor component={Link} href={`/experiments/${run.experimentId}`} size="sm" c="dimmed">
                {experimentTexts.partOf}
              </Anchor>
            )}
          </Group>
          <Title order={1} size="h2" className={classes.name}>
            {run.name}
          </Title>
          <Group gap="sm" mt={2} className={classes.marks}>
            <StatusBadge status={run.status} />
            {report !== undefined && <VerdictChip report={report} />}
            <Text size="sm" className={classes.id}>
              {run.id}
            </Text>
          </Group>
        </div>
        <RunActions
          id={run.id}
          status={run.status}
          request={run.request}
          forkedFrom={run.forkedFrom}
          trained={run.epoch > 0}
        />
      </Group>
      <div className={classes.state}>
        {report !== undefined && <Text className={classes.sentence}>{report.sentence}</Text>}
        <State data={data} />
      </div>
      <RunFacts data={data} />
    </Stack>
  );
}

/** Whether a run is one of many of its experiment: its specification says which. */
function isPart(spec: unknown): boolean {
  return typeof spec === 'object' && spec !== null && 'run' in spec && spec.run !== undefined;
}

function State({ data }: { readonly data: RunData }) {
  const { run } = data;
  if (run.error !== null) {
    return (
      <Alert color="red" icon={<IconAlertTriangle />} title={texts.run.failed} role="alert">
        {run.error.message}
      </Alert>
    );
  }
  if (isOver(run.status)) return null;
  return <RunProgress data={data} />;
}

function RunProgress({ data }: { readonly data: RunData }) {
  const { run, epochs, fetching } = data;
  const { fraction, leftMs } = progressOf({
    ...run,
    epochDurationsMs: epochs.map(({ durationMs }) => durationMs),
  });
  const preparing = run.status === 'running' && (fraction === null || fraction === 0);
  const shown = fetching ? fetching.receivedBytes / Math.max(1, fetching.totalBytes) : (fraction ?? 0);
  return (
    <div>
      <Progress
        value={100 * shown}
        animated={preparing}
        striped={preparing}
        size="md"
        aria-label={texts.run.progress}
      />
      <Group justify="space-between" mt={4}>
        <Text size="sm">{stateText(data)}</Text>
        <Text size="sm" className={classes.quiet}>
          {leftMs === null ? '' : texts.run.left(leftMs)}
        </Text>
      </Group>
      <Patience data={data} />
    </div>
  );
}

function stateText({ run, fetching }: RunData): string {
  if (run.status === 'queued') return texts.run.waiting;
  if (run.status === 'lost') return texts.run.lost;
  if (run.status === 'paused') return texts.run.paused;
  if (fetching)
    return texts.run.fetching(formatBytes(fetching.receivedBytes), formatBytes(fetching.totalBytes));
  if (run.step === 0) return texts.run.preparing;
  return texts.run.epochOf(Math.min(run.epoch + 1, run.plannedEpochs ?? Infinity), run.plannedEpochs);
}
