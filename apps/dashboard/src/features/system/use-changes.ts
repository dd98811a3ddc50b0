'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useApi } from '../../client/api.ts';

/** Reads queue and counts again whenever a run begins, ends, moves or goes, here or elsewhere. */
export function useChanges(): void {
  const api = useApi();
  const queryClient = useQueryClient();
  useSubscription(
    api.runs.changes.subscriptionOptions(
      {},
      {
        onData: ({ data }) => {
          void queryClient.invalidateQueries({ queryKey: api.runs.waiting.queryKey() });
          if (data.missed || data.removed.length > 0 || data.runs.some(({ status }) => status !== 'running'))
            void queryClient.invalidateQueries({ queryKey: api.system.info.queryKey() });
        },
      },
    ),
  );
}
