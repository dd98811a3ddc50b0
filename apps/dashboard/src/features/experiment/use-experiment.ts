'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useApi } from '../../client/api.ts';
import { useLost } from '../../client/use-lost.ts';
import { isOver } from '../run/run-state.ts';
import { readResult, type ExperimentData } from './result.ts';

/* The result is made after its run has ended and said so. */
const RESULT_AFTER_MS = 3_000;

/** An experiment with its runs, read again whenever one of them changes. */
export function useExperiment(id: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const queryKey = api.experiments.get.queryKey({ id });
  const query = useQuery(
    api.experiments.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => (isUnderWay(state.data) ? RESULT_AFTER_MS : false),
      },
    ),
  );
  const { status } = useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        onData: ({ data }) => {
          const isOurs =
            data.missed ||
            data.experiments.includes(id) ||
            data.runs.some(({ experimentId }) => experimentId === id);
          if (isOurs) void queryClient.invalidateQueries({ queryKey });
        },
      },
    ),
  );
  return { query, lost: useLost(status) };
}

function isUnderWay(data: ExperimentData | undefined): boolean {
  if (data === undefined) return false;
  const { runs, experiment } = data;
  return runs.some(({ status }) => !isOver(status)) || readResult(experiment.result)?.status === 'running';
}
