'use client';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import type { ComparedRun } from './compare-curves.ts';

/** The runs with what their networks compute, which is asked for only where curves stand over it. */
export function useWork(runs: readonly ComparedRun[], wanted: boolean): readonly ComparedRun[] {
  const api = useApi();
  const ids = useMemo(() => runs.map(({ run }) => run.id), [runs]);
  const { data } = useQuery(
    api.runs.works.queryOptions(wanted && ids.length > 0 ? { ids } : skipToken, {
      placeholderData: keepPreviousData,
      staleTime: Infinity,
    }),
  );
  return useMemo(() => {
    if (data === undefined) return runs;
    const byId = new Map(data.map(({ id, multiplyAdds }) => [id, multiplyAdds]));
    return runs.map((one) => ({ ...one, multiplyAdds: byId.get(one.run.id) ?? null }));
  }, [runs, data]);
}
