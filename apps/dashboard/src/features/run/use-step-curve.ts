'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import type { Range } from '../../charts/chart-group.tsx';
import { chartTexts } from '../../texts/chart-texts.ts';
import { curveTable, type ChartTable } from '../../charts/table.ts';
import { stepPosition, type MetricEpoch, type XKind } from '../common/run-series.ts';
import { isOver, type RunData } from './run-state.ts';
import { rawPoint, smoothPoint } from './step-points.ts';
import { useRefreshAt } from './use-refresh-at.ts';

type Curve = ApiOutputs['runs']['curve'];

const MOST_POINTS = 10_000;

interface Where {
  readonly kind: XKind;
  readonly epochs: readonly MetricEpoch[];
  readonly positions: readonly number[];
  readonly zoom: Range | null;
}

/** A curve of single updates, sampled by the server to what a chart can show; finer where it is zoomed. */
export function useStepCurve({ run }: RunData, name: string, where: Where) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { kind, epochs, positions, zoom } = where;
  const part = useMemo(() => stepRange(zoom, where), [zoom, where]);
  const query = useQuery(
    api.runs.curve.queryOptions({ id: run.id, name, ...part }, { placeholderData: keepPreviousData }),
  );
  useRefreshAt(isOver(run.status) ? 'over' : run.step, () => void query.refetch());
  const buckets = query.data?.buckets;
  const place = useCallback(
    (step: number) => stepPosition(step, epochs, positions, kind),
    [epochs, positions, kind],
  );
  const raw = useMemo(() => (buckets ?? []).map((bucket) => rawPoint(bucket, place)), [buckets, place]);
  const smooth = useMemo(() => (buckets ?? []).map((bucket) => smoothPoint(bucket, place)), [buckets, place]);
  const loadAll = useCallback(
    async (label: string, xLabel: string): Promise<ChartTable> => {
      const all = await queryClient.fetchQuery(
        api.runs.curve.queryOptions({ id: run.id, name, maxPoints: MOST_POINTS }),
      );
      const points = all.buckets.map((bucket) => rawPoint(bucket, place));
      return curveTable([{ key: name, label, colour: '', points }], xLabel, String);
    },
    [api, queryClient, run.id, name, place],
  );
  return { raw, smooth, badge: badgeOf(query.data), loadAll };
}

function badgeOf(curve: Curve | undefined): string | undefined {
  if (curve === undefined || curve.bucketWidth === 1) return undefined;
  const all = curve.buckets.reduce((sum, { count, nanCount }) => sum + count + nanCount, 0);
  return all > curve.buckets.length ? chartTexts.sample(curve.buckets.length, all) : undefined;
}

/* The updates under a part of x; a little more on both sides, so that lines run to the edges. */
function stepRange(
  zoom: Range | null,
  { kind, epochs, positions }: Where,
): { readonly fromStep?: number; readonly toStep?: number } {
  if (zoom === null || epochs.length === 0) return {};
  const margin = (zoom[1] - zoom[0]) / 20;
  const stepAt = (x: number): number => {
    if (kind === 'update') return x;
    const after = positions.findIndex((position) => position >= x);
    const end = after === -1 ? positions.length - 1 : after;
    const [x0, s0] = end > 0 ? [positions[end - 1] ?? 0, epochs[end - 1]?.step ?? 0] : [0, 0];
    const [x1, s1] = [positions[end] ?? 0, epochs[end]?.step ?? 0];
    return x1 === x0 ? s1 : s0 + ((x - x0) / (x1 - x0)) * (s1 - s0);
  };
  const from = Math.max(0, Math.floor(stepAt(zoom[0] - margin)));
  return { fromStep: from, toStep: Math.max(from + 1, Math.ceil(stepAt(zoom[1] + margin))) };
}
