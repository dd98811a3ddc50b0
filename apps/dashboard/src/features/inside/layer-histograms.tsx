'use client';
import { Select } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useApi } from '../../client/api.ts';
import { choiceParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatShare } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { describeHistograms, histogramMap } from './histogram-map.ts';

const t = insideTexts.histograms;

const KINDS = ['weights', 'gradients'] as const;

const VIEW = { spreadLayer: textParam(), spread: choiceParam(KINDS, 'weights') } as const;

interface LayerHistogramsProps {
  readonly runId: string;
  /** Finished epochs: more are asked for as they come. */
  readonly epoch: number;
}

/** How the weights or gradients of one chosen layer are distributed, epoch by epoch. */
export function LayerHistograms({ runId, epoch }: LayerHistogramsProps) {
  const api = useApi();
  const [{ spreadLayer, spread }, setView] = useUrlState(VIEW);
  const measured = useQuery({
    ...api.layers.ofRun.queryOptions({ id: runId, epoch }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const last = measured.data?.at(-1)?.layers ?? [];
  const layers = last.filter(
    ({ weightNorm, weightZeroShare }) => (weightNorm ?? weightZeroShare ?? null) !== null,
  );
  const row = layers.find(({ layer }) => layer === spreadLayer) ?? layers[0];
  const query = useQuery({
    ...api.layers.histograms.queryOptions(
      row === undefined ? skipToken : { id: runId, layer: row.layer, of: spread, epoch },
    ),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const snapshots = query.data;
  const map = useMemo(() => histogramMap(snapshots ?? []), [snapshots]);
  const most = useMemo(() => Math.max(Number.MIN_VALUE, ...map.values.flat()), [map]);
  const failed = [measured, query].find(({ isError }) => isError);
  if (failed !== undefined) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (measured.data === undefined || (row !== undefined && snapshots === undefined))
    return <LoadingState rows={1} />;
  const known = snapshots ?? [];
  const zeros = spread === 'weights' ? (row?.weightZeroShare ?? null) : null;
  return (
    <MatrixChart
      title={spread === 'weights' ? t.title : t.titleGradients}
      answer={known.length === 0 || row === undefined ? '' : describeHistograms(row.layer, known, zeros)}
      name={`${spread}-${row?.layer ?? ''}`}
      {...map}
      rowLabel={t.value}
      columnLabel={t.epoch}
      shades={map.values.map((shares) => shares.map((share) => share / most))}
      palette="sequential"
      format={(value) => formatShare(value, 1)}
      controls={
        row !== undefined && (
          <>
            <Select
              size="xs"
              aria-label={t.layer}
              searchable
              data={layers.map(({ layer }) => layer)}
              value={row.layer}
              onChange={(layer) => setView({ spreadLayer: layer === layers[0]?.layer ? '' : (layer ?? '') })}
              allowDeselect={false}
              w={150}
            />
            <Select
              size="xs"
              aria-label={t.of}
              data={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
              value={spread}
              onChange={(value) => setView({ spread: value === 'gradients' ? value : 'weights' })}
              allowDeselect={false}
              w={120}
            />
          </>
        )
      }
      empty={epoch === 0 ? t.empty : t.older}
    />
  );
}
