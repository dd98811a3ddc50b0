'use client';
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { messageOf } from '../common/page-states.tsx';
import classes from './runs.module.css';

const t = texts.runs.empty;

/** What a newcomer sees: one button that trains a first network. */
export function FirstRun() {
  const launch = useLaunchFirst();
  const busy = launch.isPending || launch.isSuccess;
  return (
    <section className={classes.first}>
      <Digits />
      <Stack gap="md" align="flex-start" className={classes.firstText}>
        <Title order={1}>{t.title}</Title>
        <Text size="lg">{t.text}</Text>
        <Button
          size="lg"
          leftSection={<IconPlayerPlay size={20} aria-hidden />}
          onClick={() => launch.mutate()}
          disabled={busy}
        >
          {busy ? t.starting : t.button}
        </Button>
        <Anchor component={Link} href="/new" size="sm">
          {t.or}
        </Anchor>
        {launch.isError && (
          <Text c="red" role="alert">
            {messageOf(launch.error)}
          </Text>
        )}
      </Stack>
      <ol className={classes.steps}>
        {t.steps.map(([title, text]) => (
          <li key={title}>
            <Text fw={600}>{title}</Text>
            <Text size="sm" className={classes.quiet}>
              {text}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useLaunchFirst() {
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const launch = useMutation(api.experiments.launch.mutationOptions());
  return useMutation({
    mutationFn: async () => {
      const spec = await queryClient.fetchQuery(api.experiments.first.queryOptions());
      return launch.mutateAsync({ spec });
    },
    onSuccess: ({ runId }) => router.push(`/runs/${runId}`),
  });
}

/* Strokes of a handwritten 3 on the 8 × 8 grid of the data set. */
const THREE = [
  '00177600',
  '02744720',
  '00000740',
  '00037600',
  '00004730',
  '01000374',
  '04732770',
  '00477500',
];

function Digits() {
  return (
    <svg viewBox="0 0 8 8" className={classes.digit} aria-hidden="true">
      {THREE.flatMap((row, y) =>
        [...row].map((strength, x) => (
          <rect
            key={`${x} ${y}`}
            x={x + 0.06}
            y={y + 0.06}
            width={0.88}
            height={0.88}
            rx={0.16}
            fill="var(--series-training)"
            opacity={0.06 + Number(strength) * 0.13}
          />
        )),
      )}
    </svg>
  );
}
