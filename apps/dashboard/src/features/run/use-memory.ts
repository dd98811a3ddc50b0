'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import { memoryVerdict, type MemoryVerdict } from './memory-verdict.ts';
import { isOver, type RunData } from './run-state.ts';
import { useRefreshAt } from './use-refresh-at.ts';

/* A long epoch is looked into as well. */
const REFRESH_MS = 15_000;

/** Whether a training keeps what it should dispose of, judged by all of it, whatever part its charts show. */
export function useMemory({ run, epochs }: RunData): MemoryVerdict {
  const api = useApi();
  const over = isOver(run.status);
  const query = useQuery(
    api.runs.curve.queryOptions(
      { id: run.id, name: 'tensors' },
      { placeholderData: keepPreviousData, refetchInterval: over ? false : REFRESH_MS },
    ),
  );
  useRefreshAt(over ? 'over' : run.epoch, () => void query.refetch());
  const buckets = query.data?.buckets;
  return useMemo(() => memoryVerdict(buckets ?? [], epochs), [buckets, epochs]);
}
