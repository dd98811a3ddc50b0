'use client';
import { Alert, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatDuration } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { formatAmount } from '../network/amounts.ts';
import type { Estimate } from './estimate.ts';
import classes from './new.module.css';

const t = texts.new.estimate;

/** What the experiment will cost: its network, its memory, its time, and where that is known from. */
export function EstimatePanel({ estimate }: { readonly estimate: Estimate | undefined }) {
  return (
    <section className={classes.panel} aria-label={t.title} aria-live="polite">
      <Title order={2} size="h5" mb="xs">
        {t.title}
      </Title>
      {estimate === undefined ? (
        <Text size="sm" className={classes.quiet}>
          {t.waiting}
        </Text>
      ) : (
        <Figures estimate={estimate} />
      )}
    </section>
  );
}

function Figures({ estimate }: { readonly estimate: Estimate }) {
  const { plan, time, trainings, parallel, memory } = estimate;
  const { cost, batchSize, stateCopies, epochs, stepsPerEpoch } = plan;
  return (
    <>
      <dl className={classes.figures}>
        <Figure term={t.weights} detail={t.statistics(cost.numStatistics)}>
          {formatCount(cost.numWeights)}
        </Figure>
        <Figure term={t.multiplyAdds} detail={t.perImage}>
          {formatAmount(cost.multiplyAdds)}
        </Figure>
        <Figure term={t.memory} detail={t.memoryParts(batchSize, stateCopies, trainings > 1 ? parallel : 1)}>
          {formatBytes(plan.memory.totalBytes)}
        </Figure>
        <Figure term={t.epochTime} detail={t.updates(stepsPerEpoch, estimate.numTrain)}>
          {`≈ ${formatDuration(time.msPerEpoch)}`}
        </Figure>
        <Figure term={t.totalTime} detail={t.trainings(trainings, epochs, parallel)}>
          {`≈ ${formatDuration(estimate.totalMs)}`}
        </Figure>
      </dl>
      <Text size="xs" mt="xs" className={classes.quiet}>
        {t.source(time.source, rangeText(estimate.rangeMs))}
      </Text>
      {memory !== 'fits' && (
        <Alert
          mt="sm"
          color={memory === 'too-large' ? 'red' : 'yellow'}
          icon={<IconAlertTriangle aria-hidden />}
          title={memory === 'too-large' ? t.tooLarge : t.tight}
        >
          {t.room(plan.memory.totalBytes, estimate.roomBytes, estimate.fittingBatch)}
        </Alert>
      )}
    </>
  );
}

/* A range that reads as one time is none. */
function rangeText([low, high]: Estimate['rangeMs']): string | undefined {
  const [from, to] = [formatDuration(low), formatDuration(high)];
  return from === to ? undefined : t.range(from, to);
}

function Figure({
  term,
  detail,
  children,
}: {
  readonly term: string;
  readonly detail: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <strong>{children}</strong>
        <span className={classes.quiet}>{detail}</span>
      </dd>
    </div>
  );
}
