'use client';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useTitle } from '../../client/use-title.ts';
import { texts } from '../../texts/texts.ts';
import { ConnectionLost, ErrorState, LoadingState } from '../common/page-states.tsx';
import { isOver } from '../run/run-state.ts';
import { FirstRun } from './first-run.tsx';
import { RunningNow } from './running-now.tsx';
import { RunsTable } from './runs-table.tsx';
import { useRuns } from './use-runs.ts';
import classes from './runs.module.css';

/** The list of runs, with those under way on top; an invitation while there are none. */
export function RunsPage() {
  const { query, runs, lost } = useRuns();
  useTitle(texts.runs.title);
  if (query.isPending) return <LoadingState />;
  if (query.isError && query.data === undefined) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const active = runs.filter(({ status }) => !isOver(status));
  return (
    <Stack gap="lg">
      {lost && <ConnectionLost />}
      {runs.length === 0 ? (
        <FirstRun />
      ) : (
        <>
          <Group justify="space-between" align="flex-end">
            <div>
              <Title order={1} size="h2">
                {texts.runs.title}
              </Title>
              <Text size="sm" className={classes.quiet}>
                {texts.runs.answer(runs.length, active.length)}
              </Text>
            </div>
            <Button component={Link} href="/new" leftSection={<IconPlus size={16} aria-hidden />}>
              {texts.runs.new}
            </Button>
          </Group>
          {active.length > 0 && <RunningNow runs={active} />}
          <RunsTable runs={runs} />
          {query.hasNextPage && (
            <Button
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {texts.runs.more}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
