'use client';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useMemo } from 'react';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { useLost } from '../../client/use-lost.ts';

/** One page of runs. */
export type RunsPageData = ApiOutputs['runs']['list'];

/** A run as the list shows it. */
export type RunRow = RunsPageData['items'][number];

/** All runs, newest first, kept up to date by one subscription. */
export function useRuns() {
  const api = useApi();
  const queryClient = useQueryClient();
  const options = api.runs.list.infiniteQueryOptions(
    {},
    { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
  );
  const query = useInfiniteQuery(options);
  const { status } = useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        enabled: query.isSuccess,
        onData: ({ data: changed }) =>
          queryClient.setQueryData(options.queryKey, (known) =>
            known === undefined ? known : withChanges(known, changed),
          ),
      },
    ),
  );
  const runs = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { query, runs, lost: useLost(status) };
}

/** Pages after some runs changed; runs that are not on any page yet come first. */
export function withChanges<Page extends { readonly items: RunRow[] }, Param>(
  data: InfiniteData<Page, Param>,
  changed: readonly RunRow[],
): InfiniteData<Page, Param> {
  const byId = new Map(changed.map((run) => [run.id, run]));
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((run) => byId.get(run.id) ?? run),
  }));
  const present = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const fresh = changed
    .filter(({ id }) => !present.has(id))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const [first, ...rest] = pages;
  if (first === undefined) return data;
  return { ...data, pages: [{ ...first, items: [...fresh, ...first.items] }, ...rest] };
}
