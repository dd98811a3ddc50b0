'use client';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import classes from './page-frame.module.css';

/**
 * How often the test part behind a score was opened in the run's project: each time makes the number a little less worth. A line of
 * text, whose place is kept while it is on its way.
 */
export function TestOpenings({ runId }: { readonly runId: string }) {
  const api = useApi();
  const { data } = useQuery(api.runs.peers.queryOptions({ id: runId }));
  return (
    <Text size="sm" className={classes.quiet}>
      {data === undefined ? '\u00a0' : texts.common.testOpened(data.numTested)}
    </Text>
  );
}
