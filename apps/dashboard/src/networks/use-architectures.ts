'use client';
import { keepPreviousData, useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useApi } from '../client/api.ts';
import type { ArchitectureAnswer, ArchitectureRequest } from './describe-architecture.ts';
import { WorkerCalls } from './worker-calls.ts';

const worker = new WorkerCalls<ArchitectureRequest, ArchitectureAnswer>(
  () => new Worker(new URL('./architecture.worker.ts', import.meta.url), { type: 'module' }),
);

/**
 * Cost tables of architectures, computed in this browser; where a third party's plugin takes part, by the server.
 *
 * Answers are kept: the same question is not computed twice.
 */
export function useArchitectures(requests: readonly ArchitectureRequest[]) {
  const api = useApi();
  const client = useQueryClient();
  return useQueries({
    queries: requests.map((request) => ({
      queryKey: ['architecture', request],
      queryFn: async () => {
        const answer = await worker.call(request);
        const foreign = !answer.ok && answer.fault.code === 'E_PLUGIN_UNKNOWN';
        return foreign ? askServer(client, api, request) : answer;
      },
      staleTime: Infinity,
      placeholderData: keepPreviousData,
    })),
  });
}

function askServer(
  client: QueryClient,
  api: ReturnType<typeof useApi>,
  request: ArchitectureRequest,
): Promise<ArchitectureAnswer> {
  const [height, width, channels] = request.inputShape;
  return client.fetchQuery(
    api.networks.describe.queryOptions({ request: { ...request, inputShape: [height, width, channels] } }),
  );
}
