'use client';
import type { Evidence } from '@convlab/evaluation';
import { useMemo } from 'react';
import { ChartGroup, type Range } from '../../charts/chart-group.tsx';
import { CurveChart } from '../../charts/curve-chart.tsx';
import {
  formatLoss,
  formatLossTick,
  formatPoints,
  formatPointsTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { texts } from '../../texts/texts.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import { epochPositions, runMarks, splitSeries } from '../common/run-series.ts';
import { gapAnswer } from './answers.ts';
import { gapSeries } from './gap.ts';
import type { RunData } from './run-state.ts';

const t = texts.run.report;

/** Checks that look at the loss; the others look at errors. */
const LOSS_CHECKS: ReadonlySet<Evidence['id']> = new Set([
  'finite',
  'loss-fell',
  'loss-rise',
  'training-trend',
  'validation-trend',
]);

/** The curves that a report rests on; what the chosen row of the evidence is about is marked in them. */
export function EvidenceCharts({
  data,
  row,
}: {
  readonly data: RunData;
  readonly row: Evidence | undefined;
}) {
  const { run, epochs } = data;
  const { colour, bestEpoch } = run;
  const counts = run.started?.numExamples ?? null;
  const positions = useMemo(() => epochPositions(epochs, 'epoch', { numTrain: null }), [epochs]);
  const isLoss = row !== undefined && LOSS_CHECKS.has(row.id);
  const series = useMemo(
    () =>
      isLoss
        ? splitSeries(epochs, positions, 'loss', colour)
        : splitSeries(epochs, positions, 'accuracy', colour, (accuracy) => 1 - accuracy),
    [isLoss, epochs, positions, colour],
  );
  const gap = useMemo(
    () => gapSeries(epochs, positions, counts, colour),
    [epochs, positions, counts, colour],
  );
  const stoppedEarly = run.status === 'stopped-early';
  const marks = useMemo(
    () => runMarks(epochs, positions, { bestEpoch, stoppedEarly }),
    [epochs, positions, bestEpoch, stoppedEarly],
  );
  const highlight = useMemo(() => rangeOf(row), [row]);
  const shared = {
    xLabel: seriesTexts.x.epoch.name,
    whole: true,
    marks,
    highlight,
    empty: texts.run.charts.nothing,
    ...(bestEpoch === null ? {} : { restAt: bestEpoch }),
  };
  return (
    <ChartGroup>
      <ChartGrid>
        <CurveChart
          {...shared}
          name="evidence"
          title={isLoss ? t.lossTitle : t.errorTitle}
          answer={row?.explanation ?? t.hover}
          series={series}
          format={isLoss ? formatLoss : formatShare}
          formatTick={isLoss ? formatLossTick : formatShareTick}
          log
        />
        <CurveChart
          {...shared}
          name="gap"
          title={t.gapTitle}
          answer={gapAnswer(epochs, counts, bestEpoch)}
          series={gap}
          format={formatPoints}
          formatTick={formatPointsTick}
        />
      </ChartGrid>
    </ChartGroup>
  );
}

function rangeOf(row: Evidence | undefined): Range | undefined {
  if (row?.epoch === undefined) return undefined;
  return [row.fromEpoch ?? row.epoch, row.epoch];
}
