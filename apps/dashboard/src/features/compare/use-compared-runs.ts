'use client';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import type { ComparedRun } from './compare-curves.ts';

const REFRESH_MS = 3_000;
/** More runs cannot be told apart in one chart. */
export const MAX_ALONE = 10;
/** More runs make no mean better than these do, and a page slow. */
export const MAX_GROUPED = 100;

/** Which runs are compared, as the address says it. */
export interface Chosen {
  readonly runs: readonly string[];
  /** Experiments with all of their runs. */
  readonly experiments: readonly string[];
  /** Whether each is drawn by itself, so that there can only be a few. */
  readonly alone: boolean;
}

/** Runs with their epochs, kept up to date while they train, when others join their experiments and when somebody renames them. */
export function useComparedRuns({ runs, experiments, alone }: Chosen) {
  const ofExperiments = useExperiments(experiments);
  const all = useMemo(() => [...new Set([...ofExperiments.runIds, ...runs])], [ofExperiments.runIds, runs]);
  const ids = useMemo(() => all.slice(0, alone ? MAX_ALONE : MAX_GROUPED), [all, alone]);
  useFollow(ids, experiments);
  const api = useApi();
  const found = useQueries({
    queries: ids.map((id) => api.runs.get.queryOptions({ id }, { refetchInterval: refreshWhileOpen })),
    combine,
  });
  return {
    ...found,
    experiments: ofExperiments.named,
    /** How many there are, also of those that are too many. */
    total: all.length,
    // Those that join later are waited for behind what is shown.
    pending: ofExperiments.pending || (found.waiting > 0 && found.runs.length < found.waiting),
    error: ofExperiments.error ?? found.error,
  };
}

interface RunResult {
  readonly data: ComparedRun | undefined;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
}

function combine(results: readonly RunResult[]) {
  return {
    runs: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
    waiting: results.filter(({ isPending }) => isPending).length,
    error: results.find(({ isError }) => isError)?.error ?? null,
  };
}

/** The runs of some experiments. */
function useExperiments(ids: readonly string[]) {
  const api = useApi();
  return useQueries({
    queries: ids.map((id) => api.experiments.get.queryOptions({ id, limit: MAX_GROUPED })),
    combine: (results) => ({
      runIds: results.flatMap(({ data }) => data?.runs.map(({ id }) => id) ?? []),
      named: results.flatMap(({ data }) =>
        data === undefined
          ? []
          : [{ id: data.experiment.id, name: data.experiment.name, count: data.runs.length }],
      ),
      pending: results.some(({ isPending }) => isPending),
      error: results.find(({ isError }) => isError)?.error ?? null,
    }),
  });
}

/* Those that train are read again now and then; each of their many events would be too often. */
function useFollow(ids: readonly string[], experiments: readonly string[]): void {
  const api = useApi();
  const queryClient = useQueryClient();
  useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        onData: ({ data: changes }) => {
          const read = (id: string) =>
            queryClient.invalidateQueries({ queryKey: api.runs.get.queryKey({ id }) });
          const grown = new Set(changes.missed ? experiments : changes.experiments);
          for (const { id, status, finishedAt, experimentId } of changes.runs) {
            const known = queryClient.getQueryData(api.runs.get.queryKey({ id }));
            if (!ids.includes(id)) grown.add(experimentId);
            else if (finishedAt !== null || known?.run.status !== status) void read(id);
          }
          for (const id of ids) if (changes.missed || changes.removed.includes(id)) void read(id);
          for (const id of experiments)
            if (grown.has(id))
              void queryClient.invalidateQueries({
                queryKey: api.experiments.get.queryKey({ id, limit: MAX_GROUPED }),
              });
        },
      },
    ),
  );
}

/* Runs that train are read again now and then; there may be many, each with a stream of its own otherwise. */
function refreshWhileOpen({
  state: { data },
}: {
  readonly state: { readonly data: ComparedRun | undefined };
}): number | false {
  return data !== undefined && data.run.finishedAt === null && data.run.status !== 'queued'
    ? REFRESH_MS
    : false;
}
