'use client';
import type { CalibrationBin } from '@convlab/evaluation';
import type { EnsemblePart } from '@convlab/experiments';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { useApi } from '../../client/api.ts';
import { formatShare, formatShareTick } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { calibrationError, meanExcess, pooledBins } from './calibration-error.ts';

const t = experimentTexts.ensemble.calibration;
/* More members would not change the mean that is drawn. */
const MAX_MEMBERS = 20;
const NO_BINS: readonly CalibrationBin[] = [];
const SPAN = [0, 1] as const;
const percent = (value: number | null | undefined) => formatShare(value, 1);

interface CalibrationProps {
  readonly part: EnsemblePart;
  readonly ids: readonly string[];
  readonly name: 'validation' | 'test';
}

/** Whether the ensemble knows when it is right, beside its members, all of whose answers count as those of one network. */
export function EnsembleCalibration({ part, ids, name }: CalibrationProps) {
  const api = useApi();
  const together = part.calibration ?? NO_BINS;
  const members = useQueries({
    queries: ids
      .slice(0, MAX_MEMBERS)
      .map((id) => api.errors.report.queryOptions({ id, part: name }, { staleTime: Infinity })),
    combine: (results) => results.flatMap(({ data }) => data?.summary?.calibration ?? []),
  });
  const single = useMemo(() => pooledBins(members), [members]);
  const series = useMemo(() => seriesOf(together, single), [together, single]);
  return (
    <CurveChart
      title={t.title}
      answer={answerOf(together, single)}
      name="ensemble-calibration"
      series={series}
      xLabel={t.confidence}
      formatX={percent}
      domain={SPAN}
      format={percent}
      formatTick={formatShareTick}
      empty={experimentTexts.empty}
    />
  );
}

function answerOf(together: readonly CalibrationBin[], single: readonly CalibrationBin[]): string {
  const [ours, theirs] = [calibrationError(together), calibrationError(single)];
  if (ours === null) return experimentTexts.empty;
  const tendency = meanExcess(together) > 0 ? t.tooSure : t.tooModest;
  return theirs === null ? t.alone(ours, tendency) : t.answer(ours, tendency, theirs);
}

function seriesOf(together: readonly CalibrationBin[], single: readonly CalibrationBin[]): CurveSeries[] {
  const points = pointsOf(together);
  if (points.length === 0) return [];
  const ours: CurveSeries = { key: 'ensemble', label: t.ensemble, colour: 'var(--run-1)', points };
  const theirs: CurveSeries = {
    key: 'members',
    label: t.members,
    colour: 'var(--run-0)',
    dash: 'dashed',
    points: pointsOf(single),
  };
  const perfect: CurveSeries = {
    key: 'perfect',
    label: t.perfect,
    colour: 'var(--series-neutral)',
    dash: 'dotted',
    points: [...new Set([...points, ...theirs.points].map(({ x }) => x))]
      .sort((one, other) => one - other)
      .map((x) => ({ x, y: x })),
  };
  return [ours, ...(theirs.points.length === 0 ? [] : [theirs]), perfect];
}

function pointsOf(bins: readonly CalibrationBin[]) {
  // At the middle of each bin, so that both read out at the same place.
  return bins.flatMap(({ from, to, count, correct }) =>
    count === 0 ? [] : [{ x: (from + to) / 2, y: correct / count }],
  );
}
