'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../client/api.ts';
import { progressOf } from './experiment-answer.ts';

const PAGE = 6;
const MAX_SHOWN = 100;
/* While something is under way, and else: others may start experiments as well. */
const SOON_MS = 3_000;
const LATER_MS = 15_000;

/** The newest experiments of many runs, read again while they go on; a page of them, however many there are. */
export function useExperiments(archived: boolean) {
  const api = useApi();
  const [limit, setLimit] = useState(PAGE);
  const query = useQuery(
    api.experiments.answers.queryOptions(
      { archived, limit },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? SOON_MS : LATER_MS),
      },
    ),
  );
  return {
    pending: query.isPending,
    items: query.data?.items ?? [],
    more: typeof query.data?.nextCursor === 'string' && limit < MAX_SHOWN,
    showMore: () => setLimit(Math.min(MAX_SHOWN, limit * 4)),
  };
}

function isUnderWay(experiment: Parameters<typeof progressOf>[0]): boolean {
  const { over, total } = progressOf(experiment);
  return over < total;
}
