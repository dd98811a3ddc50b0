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
import { STORED_SMOOTHING } from './smoothing-control.tsx';
import { useRefreshAt } from './use-refresh-at.ts';

type Curve = ApiOutputs['runs']['curve'];

const MOST_POINTS = 10_000;

/** Where curves of single updates stand, and which part of them is seen. */
export interface Where {
  readonly kind: XKind;
  readonly epochs: readonly MetricEpoch[];
  readonly positions: readonly number[];
  readonly zoom: Range | null;
  /** Weight of the past in moving averages. */
  readonly smoothing: number;
}

interface StepCurveOptions {
  /** Whether it is drawn; one that is not is not asked for. @defaultValue true */
  readonly wanted?: boolean;
  /** Whether its moving average is drawn with the chosen weight. @defaultValue false */
  readonly averaged?: boolean;
}

/** A curve of single updates, sampled by the server to what a chart can show; finer where it is zoomed. */
export function useStepCurve(
  { run }: RunData,
  name: string,
  where: Where,
  { wanted = true, averaged = false }: StepCurveOptions = {},
) {
  const api = useApi();
  const { zoom, smoothing } = where;
  const decay = averaged && smoothing !== STORED_SMOOTHING ? { decay: smoothing } : {};
  const part = useMemo(() => stepRange(zoom, where), [zoom, where]);
  const query = useQuery(
    api.runs.curve.queryOptions(
      { id: run.id, name, ...part, ...decay },
      { placeholderData: keepPreviousData, enabled: wanted },
    ),
  );
  useRefreshAt(isOver(run.status) ? 'over' : run.step, () => {
    if (wanted) void query.refetch();
  });
  const buckets = query.data?.buckets;
  const place = usePlace(where);
  const raw = useMemo(() => (buckets ?? []).map((bucket) => rawPoint(bucket, place)), [buckets, place]);
  const smooth = useMemo(() => (buckets ?? []).map((bucket) => smoothPoint(bucket, place)), [buckets, place]);
  return { raw, smooth, badge: badgeOf(query.data) };
}

/** Gives what reads every value of some curves, for files. */
export function useLoadCurves({ run }: RunData, where: Where) {
  const api = useApi();
  const queryClient = useQueryClient();
  const place = usePlace(where);
  return useCallback(
    async (curves: Readonly<Record<string, string>>, xLabel: string): Promise<ChartTable> => {
      const series = Object.entries(curves).map(async ([name, label]) => {
        const { buckets } = await queryClient.fetchQuery(
          api.runs.curve.queryOptions({ id: run.id, name, maxPoints: MOST_POINTS }),
        );
        return { key: name, label, colour: '', points: buckets.map((bucket) => rawPoint(bucket, place)) };
      });
      return curveTable(await Promise.all(series), xLabel, String);
    },
    [api, queryClient, run.id, place],
  );
}

function usePlace({ epochs, positions, kind }: Where): (step: number) => number {
  return useCallback((step) => stepPosition(step, epochs, positions, kind), [epochs, positions, kind]);
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
