'use client';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useApi } from '../../client/api.ts';
import type { ComparedRun } from './compare-curves.ts';

const REFRESH_MS = 3_000;

/** Some runs with their epochs, kept up to date while they train and when somebody renames them. */
export function useComparedRuns(ids: readonly string[]) {
  const api = useApi();
  const queryClient = useQueryClient();
  useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        onData: ({ data: changed }) => {
          // Those that train are read again now and then; each of their many events would be too often.
          for (const { id, finishedAt } of changed)
            if (finishedAt !== null && ids.includes(id))
              void queryClient.invalidateQueries({ queryKey: api.runs.get.queryKey({ id }) });
        },
      },
    ),
  );
  return useQueries({
    queries: ids.map((id) => api.runs.get.queryOptions({ id }, { refetchInterval: refreshWhileOpen })),
    combine: (results) => ({
      runs: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
      pending: results.some(({ isPending }) => isPending),
      error: results.find(({ isError }) => isError)?.error ?? null,
    }),
  });
}

/* Runs that still train are read again now and then; there may be ten, each with a stream of its own otherwise. */
function refreshWhileOpen({
  state: { data },
}: {
  readonly state: { readonly data: ComparedRun | undefined };
}): number | false {
  return data !== undefined && data.run.finishedAt === null ? REFRESH_MS : false;
}
