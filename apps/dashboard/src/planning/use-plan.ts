'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../client/api.ts';
import { WorkerCalls } from '../networks/worker-calls.ts';
import type { PlanAnswer, PlanRequest } from './plan-training.ts';

const worker = new WorkerCalls<PlanRequest, PlanAnswer>(
  () => new Worker(new URL('./plan.worker.ts', import.meta.url), { type: 'module' }),
);

/** The plan of a training, computed in this browser; where a third party's plugin takes part, by the server. */
export function usePlan(request: PlanRequest | undefined) {
  const api = useApi();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['plan', request],
    enabled: request !== undefined,
    queryFn: async (): Promise<PlanAnswer> => {
      if (request === undefined) throw new Error('Nothing is planned.');
      const answer = await worker.call(request);
      const foreign = !answer.ok && answer.fault.code === 'E_PLUGIN_UNKNOWN';
      return foreign ? client.fetchQuery(api.networks.plan.queryOptions({ request })) : answer;
    },
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
