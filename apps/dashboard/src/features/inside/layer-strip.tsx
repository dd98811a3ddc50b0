'use client';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { useApi } from '../../client/api.ts';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatRate, formatShare } from '../../format/format.ts';
import { insideTexts } from '../../texts/inside-texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { judgeLayers, QUANTITIES, shadesOf, stripOf, type Quantity } from './judge-layers.ts';

const t = insideTexts.strip;

const VIEW = { quantity: choiceParam(QUANTITIES, 'gradientNorm') } as const;

interface LayerStripProps {
  readonly runId: string;
  /** Finished epochs: more are asked for as they come. */
  readonly epoch: number;
}

/** The layers over time: one strip for each, from which a broken one stands out. */
export function LayerStrip({ runId, epoch }: LayerStripProps) {
  const api = useApi();
  const [{ quantity }, setView] = useUrlState(VIEW);
  const query = useQuery({
    ...api.layers.ofRun.queryOptions({ id: runId, epoch }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const measured = query.data;
  const strip = useMemo(() => stripOf(measured ?? [], quantity), [measured, quantity]);
  const shades = useMemo(() => shadesOf(strip.values, quantity), [strip, quantity]);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (measured === undefined) return <LoadingState rows={1} />;
  return (
    <MatrixChart
      title={t.title}
      answer={judgeLayers(measured)}
      name="layers"
      rows={strip.names}
      columns={strip.epochs}
      rowLabel={t.layer}
      columnLabel={t.epoch}
      values={strip.values}
      shades={shades}
      palette={quantity === 'activationMean' ? 'diverging' : 'sequential'}
      format={FORMATS[quantity] ?? formatRate}
      controls={
        <Select
          size="xs"
          aria-label={t.quantity}
          data={QUANTITIES.map((value) => ({ value, label: t.quantities[value] }))}
          value={quantity}
          onChange={(value) =>
            setView({ quantity: QUANTITIES.find((one) => one === value) ?? 'gradientNorm' })
          }
          allowDeselect={false}
          w={150}
        />
      }
      empty={epoch === 0 ? t.empty : t.older}
    />
  );
}

const FORMATS: Readonly<Partial<Record<Quantity, (value: number | null | undefined) => string>>> = {
  weightZeroShare: (value) => formatShare(value, 0),
  zeroShare: (value) => formatShare(value, 0),
  deadShare: (value) => formatShare(value, 0),
};
