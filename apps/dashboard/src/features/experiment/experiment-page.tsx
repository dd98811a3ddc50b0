'use client';
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCopyPlus,
  IconGitCompare,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useApi } from '../../client/api.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState, messageOf } from '../common/page-states.tsx';
import { RunsSource } from '../common/runs-source.tsx';
import { EnsembleSection } from './ensemble-section.tsx';
import { FoldsSection } from './folds-section.tsx';
import { LearningCurveSection } from './learning-curve-section.tsx';
import { formatOf, readResult, settingsText, type ExperimentData } from './result.ts';
import { RunsList } from './runs-list.tsx';
import { SearchSection } from './search-section.tsx';
import { OuterFoldsSection, SelectionSection } from './selection-section.tsx';
import { StudyFindingSections } from '../studies/finding-sections.tsx';
import { timeLeft } from './time-left.ts';
import { useExperiment } from './use-experiment.ts';
import classes from './experiment.module.css';

const t = experimentTexts;

type Result = NonNullable<ReturnType<typeof readResult>>;

/** The page of an experiment of many runs: how far it is, and what its runs come to together. */
export function ExperimentPage({ id }: { readonly id: string }) {
  const { query, lost } = useExperiment(id);
  if (query.isPending) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { data } = query;
  const result = readResult(data.experiment.result);
  return (
    <PageFrame
      title={data.experiment.name}
      parent={{ href: '/', label: t.parent }}
      answer={answerOf(data, result)}
      lost={lost && result?.status === 'running'}
      actions={<Actions data={data} running={result?.status === 'running'} />}
    >
      <State data={data} result={result} />
      {result !== undefined && (
        <RunsSource ids={data.runs.map(({ id: runId }) => runId)}>
          <Sections data={data} result={result} />
        </RunsSource>
      )}
      <RunsList runs={data.runs} />
    </PageFrame>
  );
}

function Sections({ data, result }: { readonly data: ExperimentData; readonly result: Result }) {
  const { spec } = data.experiment;
  const objective = result.objective ?? 'validation/loss';
  return (
    <>
      {result.ensemble !== undefined && (
        <EnsembleSection ensemble={result.ensemble} spec={spec} objective={objective} />
      )}
      {result.folds !== undefined && result.folds.folds.length > 1 && (
        <FoldsSection folds={result.folds} runs={data.runs} spec={spec} objective={objective} />
      )}
      {result.search !== undefined && (
        <SearchSection
          search={result.search}
          spec={spec}
          experimentId={data.experiment.id}
          objective={objective}
        />
      )}
      {result.selection !== undefined && (
        <SelectionSection selection={result.selection} format={formatOf(objective)} />
      )}
      {result.learningCurve !== undefined && (
        <LearningCurveSection curve={result.learningCurve} format={formatOf(objective)} />
      )}
      {result.study?.finding !== undefined && <StudyFindingSections finding={result.study.finding} />}
      {result.outerFolds !== undefined && (
        <OuterFoldsSection outer={result.outerFolds} runId={data.runs[0]?.id} />
      )}
    </>
  );
}

function answerOf({ experiment }: ExperimentData, result: Result | undefined): string {
  if (result === undefined) return t.noResult;
  const { accuracy, metrics } = result.test ?? {};
  const parts: string[] = [`${t.kinds[experiment.kind]}.`];
  if (Object.keys(result.chosen).length > 0) parts.push(`${settingsText(result.chosen)}.`);
  if (result.study?.finding !== undefined) parts.push(result.study.finding.sentence);
  if (result.folds?.judgement !== undefined) parts.push(result.folds.judgement.sentence);
  const [name, value] = Object.entries(metrics ?? {})[0] ?? [];
  if (accuracy !== undefined) {
    const format = formatOf('accuracy');
    const interval = t.between(format(accuracy.low), format(accuracy.high));
    parts.push(t.test('accuracy', `${format(accuracy.value)} (${interval})`));
  } else if (name !== undefined) parts.push(t.test(name, formatOf(name)(value)));
  return parts.join(' ');
}

function Actions({ data, running }: { readonly data: ExperimentData; readonly running: boolean }) {
  const { experiment } = data;
  const api = useApi();
  const queryClient = useQueryClient();
  const onSettled = () =>
    queryClient.invalidateQueries({ queryKey: api.experiments.get.queryKey({ id: experiment.id }) });
  const stop = useMutation(api.experiments.stop.mutationOptions({ onSettled }));
  const resume = useMutation(api.experiments.resume.mutationOptions({ onSettled }));
  const ending = data.runs.some(({ status, request }) => status === 'running' && request === 'stop');
  const failure = stop.error ?? resume.error;
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs">
        {data.runs.length > 1 && (
          <Button
            component={Link}
            href={`/compare?experiment=${experiment.id}`}
            variant="default"
            leftSection={<IconGitCompare size={16} aria-hidden />}
          >
            {t.compare}
          </Button>
        )}
        <Button
          component={Link}
          href={`/new?experiment=${experiment.id}`}
          variant="default"
          leftSection={<IconCopyPlus size={16} aria-hidden />}
        >
          {t.clone}
        </Button>
        {experiment.halted !== null && (
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={resume.isPending}
            // What is still ending would not be queued again.
            disabled={ending}
            onClick={() => resume.mutate({ id: experiment.id })}
          >
            {ending ? t.stopping : t.resume}
          </Button>
        )}
        {running && experiment.halted === null && (
          <Button
            color="red"
            variant="light"
            className={classes.stop}
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            disabled={stop.isPending}
            onClick={() => stop.mutate({ id: experiment.id })}
          >
            {stop.isPending ? t.stopping : t.stop}
          </Button>
        )}
      </Group>
      {failure !== null && (
        <Text size="sm" c="red" role="alert">
          {messageOf(failure)}
        </Text>
      )}
    </Stack>
  );
}

function State({ data, result }: { readonly data: ExperimentData; readonly result: Result | undefined }) {
  if (result === undefined) return null;
  const { total, finished, failed } = result.progress;
  const over = finished + failed;
  const { halted } = data.experiment;
  const left = result.status === 'running' && halted === null ? timeLeft(data.runs, total) : null;
  const took = data.runs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return (
    <Panel>
      <Stack gap={6}>
        {result.problem !== undefined && (
          <Alert color="red" icon={<IconAlertTriangle />} role="alert">
            {result.problem}
          </Alert>
        )}
        <Group justify="space-between">
          <Text fw={600} data-status={halted ?? result.status}>
            {t.status[halted ?? result.status]}: {t.done(over, total, failed)}
          </Text>
          <Text size="sm" className={classes.quiet}>
            {left === null ? t.took(took) : t.left(left)}
          </Text>
        </Group>
        <Progress value={(100 * over) / Math.max(1, total)} aria-label={t.progress} />
        {result.stages.length > 1 && (
          <Group gap="md">
            {result.stages.map(({ stage, outerFold, ...one }) => (
              <Text key={`${stage} ${outerFold ?? 0}`} size="xs" className={classes.quiet}>
                {t.stages[stage]}: {one.finished + one.failed} / {one.total}
              </Text>
            ))}
          </Group>
        )}
        {over === 0 && <Text size="sm">{t.waiting}</Text>}
      </Stack>
    </Panel>
  );
}
