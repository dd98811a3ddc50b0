'use client';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { epochDomain, type Mark, type Series } from '../../charts/series.ts';
import { formatLoss, formatPoints, formatRate, formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { errorAnswer, gapAnswer, learningRateAnswer, lossAnswer } from './answers.ts';
import { gapRows, learningRateRows, metricRows, secondMetric, SPLITS } from './curves.ts';
import { isOver, type RunData } from './run-state.ts';
import classes from './run.module.css';

const { charts } = texts.run;

const SPLIT_SERIES: readonly Series[] = SPLITS.map((split) => ({
  key: split,
  label: charts.series[split],
  colour: split === 'validation' ? 'var(--series-validation)' : 'var(--series-training)',
  dashed: split === 'train',
}));
const GAP_SERIES: readonly Series[] = [
  { key: 'gap', label: charts.series.gap, colour: 'var(--series-validation)' },
];
const NOISE_BAND = {
  key: 'noise',
  label: charts.series.noise,
  format: (value: number | null | undefined) => formatPoints(value, false),
};
const RATE_SERIES: readonly Series[] = [
  { key: 'learningRate', label: charts.series.learningRate, colour: 'var(--series-neutral)', shape: 'step' },
];

const errorOf = (accuracy: number): number => 1 - accuracy;
const shareTick = (value: number): string => formatShare(value, value < 0.1 && value > 0 ? 1 : 0);
const pointsTick = (value: number): string => (100 * value).toFixed(1);
const lossTick = (value: number): string => String(Number(value.toPrecision(2)));

/** The curves of a run while it goes on and after. */
export function LiveTab({ data: { run, epochs } }: { readonly data: RunData }) {
  const second = secondMetric(epochs);
  const counts = run.started?.numExamples ?? null;
  const loss = useMemo(() => metricRows(epochs, 'loss'), [epochs]);
  const metric = useMemo(
    () =>
      second === undefined ? [] : metricRows(epochs, second, second === 'accuracy' ? errorOf : undefined),
    [epochs, second],
  );
  const gap = useMemo(() => gapRows(epochs, counts), [epochs, counts]);
  const rate = useMemo(() => learningRateRows(epochs), [epochs]);
  const marks = useMemo<Mark[]>(
    () => (run.bestEpoch === null ? [] : [{ x: run.bestEpoch, label: charts.best, symbol: '▼' }]),
    [run.bestEpoch],
  );
  const ended = isOver(run.status);
  const [first, last] = epochDomain(run.epoch, run.plannedEpochs, ended);
  const domain = useMemo<[number, number]>(() => [first, last], [first, last]);
  const shared = {
    xLabel: charts.epoch,
    domain,
    marks,
    syncId: run.id,
    empty: emptyText(run.status, ended),
    ...(run.bestEpoch === null || !ended ? {} : { restAt: run.bestEpoch }),
  };
  const isError = second === 'accuracy' || second === undefined;
  return (
    <div className={classes.charts}>
      <CurveChart
        {...shared}
        name="loss"
        title={charts.loss.title}
        answer={lossAnswer(loss, run.bestEpoch)}
        rows={loss}
        series={SPLIT_SERIES}
        format={formatLoss}
        formatTick={lossTick}
        log
      />
      <CurveChart
        {...shared}
        name={second ?? 'error'}
        title={isError ? charts.error.title : charts.metric.title(second)}
        answer={isError ? errorAnswer(metric, run.bestEpoch) : charts.metric.none}
        rows={metric}
        series={SPLIT_SERIES}
        format={isError ? formatShare : formatLoss}
        formatTick={isError ? shareTick : lossTick}
        log={isError}
      />
      {isError && (
        <CurveChart
          {...shared}
          name="gap"
          title={charts.gap.title}
          answer={gapAnswer(gap, run.bestEpoch)}
          rows={gap}
          series={GAP_SERIES}
          band={NOISE_BAND}
          format={formatPoints}
          formatTick={pointsTick}
        />
      )}
      <CurveChart
        {...shared}
        name="learning-rate"
        title={charts.learningRate.title}
        answer={learningRateAnswer(rate)}
        rows={rate}
        series={RATE_SERIES}
        format={formatRate}
        formatTick={formatRate}
      />
    </div>
  );
}

function emptyText(status: RunData['run']['status'], ended: boolean): string {
  if (status === 'queued') return charts.queued;
  return ended ? charts.nothing : charts.waiting;
}
