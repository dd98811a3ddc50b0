'use client';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useMemo } from 'react';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { useLost } from '../../client/use-lost.ts';

/** One page of runs. */
export type RunsPageData = ApiOutputs['runs']['list'];

/** A run as the list shows it. */
export type RunRow = RunsPageData['items'][number];

const PAGE_SIZE = 500;

/**
 * All runs, newest first, kept up to date by one subscription.
 *
 * @param archived  those put away rather than the others
 * @param all  whether to read on until the last, as a filter must look at every run
 */
export function useRuns(archived: boolean, all: boolean) {
  const api = useApi();
  const queryClient = useQueryClient();
  const options = api.runs.list.infiniteQueryOptions(
    { archived, limit: PAGE_SIZE },
    { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
  );
  const query = useInfiniteQuery(options);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    // A page that cannot be had is not asked for again and again.
    if (all && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [all, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const { status } = useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        enabled: query.isSuccess,
        onData: ({ data: changes }) => {
          queryClient.setQueryData(options.queryKey, (known) =>
            known === undefined ? known : withChanges(known, changes, archived),
          );
          if (changes.missed) void queryClient.invalidateQueries({ queryKey: options.queryKey });
          if (changes.missed || changes.experiments.length > 0)
            void queryClient.invalidateQueries({ queryKey: api.experiments.answers.pathKey() });
        },
      },
    ),
  );
  const runs = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { query, runs, lost: useLost(status) };
}

/** What became of some runs. */
interface Changes {
  readonly runs: readonly RunRow[];
  /** Ids of those that are gone. */
  readonly removed: readonly string[];
}

/** Pages after some runs changed; runs that are not on any page yet come first, those put away, brought back or removed leave. */
export function withChanges<Page extends { readonly items: RunRow[] }, Param>(
  data: InfiniteData<Page, Param>,
  { runs: changed, removed }: Changes,
  archived = false,
): InfiniteData<Page, Param> {
  const byId = new Map(changed.map((run) => [run.id, run]));
  const gone = new Set(removed);
  const present = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items
      .map((run) => byId.get(run.id) ?? run)
      .filter((run) => run.archived === archived && !gone.has(run.id)),
  }));
  const fresh = changed
    .filter((run) => !present.has(run.id) && !gone.has(run.id) && run.archived === archived)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const [first, ...rest] = pages;
  if (first === undefined) return data;
  return { ...data, pages: [{ ...first, items: [...fresh, ...first.items] }, ...rest] };
}
