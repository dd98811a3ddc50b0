'use client';
import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import Link from 'next/link';
import { formatAgo } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { answerText, progressOf, shareOver, type ListedExperiment } from './experiment-answer.ts';
import type { useExperiments } from './use-experiments.ts';
import classes from './runs.module.css';

const t = texts.runs.experiments;

/** The experiments of many runs, newest first: how far each is, what it came to, and where to read more. */
export function ExperimentsPanel({ list }: { readonly list: ReturnType<typeof useExperiments> }) {
  const { items, more, showMore } = list;
  if (items.length === 0) return null;
  const now = new Date();
  return (
    <Panel title={t.title} answer={t.answer(items.length, more)}>
      <ul className={classes.experiments}>
        {items.map((experiment) => (
          <Row key={experiment.id} experiment={experiment} now={now} />
        ))}
      </ul>
      {more && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={showMore}>
            {t.more}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Row({ experiment, now }: { readonly experiment: ListedExperiment; readonly now: Date }) {
  const { id, name, kind, createdAt } = experiment;
  const progress = progressOf(experiment);
  return (
    <li className={classes.experiment}>
      <div>
        <Anchor component={Link} href={`/experiments/${id}`} size="sm" fw={550} prefetch={false}>
          {name}
        </Anchor>
        <Text size="xs" className={classes.quiet}>
          {`${experimentTexts.kinds[kind]} · ${formatAgo(new Date(createdAt), now)}`}
        </Text>
      </div>
      <Text size="sm">{answerText(experiment)}</Text>
      <div>
        <Progress
          size="sm"
          value={100 * shareOver(progress)}
          aria-label={t.progress(name)}
          {...(progress.failed > 0 ? { color: 'orange' } : {})}
        />
        <Text size="xs" mt={4} className={classes.quiet}>
          {stateText(experiment, progress)}
        </Text>
      </div>
    </li>
  );
}

function stateText(
  { answer, halted }: ListedExperiment,
  { over, total, failed }: ReturnType<typeof progressOf>,
): string {
  const { status } = experimentTexts;
  const state =
    halted === null ? status[answer.status ?? (over < total ? 'running' : 'done')] : status[halted];
  return `${state} · ${experimentTexts.done(over, total, failed)}`;
}
