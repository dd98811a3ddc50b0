'use client';
import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useApi, type ApiInputs } from '../../client/api.ts';
import { formatDuration } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { messageOf } from '../common/page-states.tsx';
import { learningCurveOf } from './learning-curve-spec.ts';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const t = texts.run.moreData;

type Spec = ApiInputs['experiments']['launch']['spec'];

/** A button that trains the run's network on parts of its data, to see whether more of it would help. */
export function MoreData({ run }: { readonly run: RunData['run'] }) {
  const api = useApi();
  const router = useRouter();
  const launch = useMutation(
    api.experiments.launch.mutationOptions({
      onSuccess: ({ experimentId }) => router.push(`/experiments/${experimentId}`),
    }),
  );
  const plan = learningCurveOf(run.spec, run.name);
  if (plan === undefined) return null;
  const { spec, trainings, fraction } = plan;
  const busy = launch.isPending || launch.isSuccess;
  return (
    <section className={classes.panel} aria-label={t.title}>
      <Title order={2} size="h4">
        {t.title}
      </Title>
      <Text size="sm" mb="sm" className={classes.quiet}>
        {t.answer(
          trainings,
          run.durationMs > 0 ? formatDuration(trainings * fraction * run.durationMs) : null,
        )}
      </Text>
      <Group>
        <Button
          leftSection={<IconChartLine size={16} aria-hidden />}
          disabled={busy}
          onClick={() => launch.mutate({ spec: spec as Spec })}
        >
          {busy ? t.starting : t.start}
        </Button>
        <Anchor component={Link} href={`/new?from=${run.id}&kind=learning-curve`} size="sm">
          {t.change}
        </Anchor>
      </Group>
      {launch.isError && (
        <Text size="sm" c="red" role="alert" mt="xs">
          {messageOf(launch.error)}
        </Text>
      )}
    </section>
  );
}
