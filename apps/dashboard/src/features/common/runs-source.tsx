'use client';
import { useCallback, type ReactNode } from 'react';
import { ChartSourceProvider } from '../../charts/chart-source.ts';
import { useApiClient } from '../../client/api.ts';

/** Says that the charts inside are drawn from these runs; their files name them. */
export function RunsSource({
  ids,
  children,
}: {
  readonly ids: readonly string[];
  readonly children: ReactNode;
}) {
  const client = useApiClient();
  const source = useCallback(
    () => (ids.length === 0 ? Promise.resolve([]) : client.runs.identities.query({ ids: [...ids] })),
    [client, ids],
  );
  return <ChartSourceProvider value={source}>{children}</ChartSourceProvider>;
}
