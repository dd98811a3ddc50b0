'use client';
import { Anchor, Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import Link from 'next/link';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { RunPage } from './run-page.tsx';
import classes from './run.module.css';

const t = texts.run.latest;

/** Whichever run began last: an address to leave open on a screen, which goes on to the next one by itself. */
export function LatestRunPage() {
  const api = useApi();
  const queryClient = useQueryClient();
  const query = useQuery(api.runs.latest.queryOptions());
  const latest = query.data?.id ?? null;
  useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        onData: ({ data: { runs, removed, missed } }) => {
          const isNews =
            missed ||
            (latest !== null && removed.includes(latest)) ||
            runs.some(({ id, status }) => id !== latest && status !== 'queued');
          if (isNews || latest === null)
            void queryClient.invalidateQueries({ queryKey: api.runs.latest.queryKey() });
        },
      },
    ),
  );
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (latest === null)
    return (
      <PageFrame title={t.title} answer={t.none}>
        <Button component={Link} href="/new" className={classes.start}>
          {texts.runs.new}
        </Button>
      </PageFrame>
    );
  return (
    <>
      <Text size="sm" mb="xs" className={classes.quiet}>
        {t.note}{' '}
        <Anchor component={Link} href={`/runs/${latest}`} underline="always">
          {t.stay}
        </Anchor>
      </Text>
      <RunPage id={latest} />
    </>
  );
}
