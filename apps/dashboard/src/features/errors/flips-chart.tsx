'use client';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries, Mark } from '../../charts/points.ts';
import { formatCount } from '../../format/format.ts';
import { flipsTexts as t } from '../../texts/flips-texts.ts';
import { describeFlips, type FlipsOverview } from './flips.ts';

/** How many examples are wrong, were never right, were fixed and broken, epoch by epoch. */
export function FlipsChart({ overview }: { readonly overview: FlipsOverview }) {
  const { bestEpoch, numExamples, numValidation } = overview;
  const series = useMemo(() => seriesOf(overview), [overview]);
  const marks = useMemo(
    (): Mark[] => (bestEpoch === null ? [] : [{ x: bestEpoch, label: t.best, kind: 'best' }]),
    [bestEpoch],
  );
  return (
    <CurveChart
      title={t.title}
      answer={describeFlips(overview)}
      name="flips"
      series={series}
      marks={marks}
      xLabel={t.epoch}
      whole
      format={formatCount}
      {...(numExamples < numValidation ? { badge: t.sample(numExamples, numValidation) } : {})}
      empty={t.empty}
    />
  );
}

function seriesOf({ epochs, since }: FlipsOverview): CurveSeries[] {
  const points = (key: 'wrong' | 'neverRight' | 'fixed' | 'broken') =>
    epochs.flatMap(({ epoch, [key]: count }) => (count === null ? [] : [{ x: epoch, y: count }]));
  const neutral = 'var(--series-neutral)';
  return [
    { key: 'wrong', label: t.series.wrong, colour: neutral, points: points('wrong') },
    {
      key: 'never-right',
      label: t.series.neverRight,
      colour: neutral,
      dash: 'dotted',
      points: points('neverRight'),
    },
    { key: 'fixed', label: t.series.fixed(since), colour: 'var(--run-0)', points: points('fixed') },
    {
      key: 'broken',
      label: t.series.broken(since),
      colour: 'var(--run-1)',
      dash: 'dashed',
      points: points('broken'),
    },
  ];
}
