'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import type { Point } from '../../charts/points.ts';

/** The metric whose shape tells most: its minimum is the best epoch, a rise after it overtraining. */
export const SPARK_METRIC = 'validation/loss';
const BLOCK = 20;
const FRESH_MS = 30_000;

/** Small curves of the runs that are in sight, read in blocks. */
export function useSparklines(ids: readonly string[], first: number, last: number) {
  const api = useApi();
  const blocks = useMemo(() => {
    const from = Math.floor(first / BLOCK);
    const to = Math.floor(Math.max(last, first) / BLOCK);
    return Array.from({ length: to - from + 1 }, (_, i) =>
      ids.slice((from + i) * BLOCK, (from + i + 1) * BLOCK),
    ).filter((block) => block.length > 0);
  }, [ids, first, last]);
  return useQueries({
    queries: blocks.map((block) =>
      api.runs.sparklines.queryOptions({ ids: block, metric: SPARK_METRIC }, { staleTime: FRESH_MS }),
    ),
    combine: (results) =>
      new Map(
        results.flatMap(({ data = [] }) =>
          data.map(({ runId, points }): [string, Point[]] => [
            runId,
            points.map(({ epoch, value }) => ({ x: epoch, y: value })),
          ]),
        ),
      ),
  });
}
