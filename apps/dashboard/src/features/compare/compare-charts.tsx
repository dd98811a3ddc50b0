'use client';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { trailTable } from '../../charts/table.ts';
import { formatLossTick, formatPointsTick, formatShare, formatShareTick } from '../../format/format.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { texts } from '../../texts/texts.ts';
import { isXKind } from '../common/run-series.ts';
import { differences } from './compare-curves.ts';

const t = texts.compare;

interface CompareChartProps {
  readonly series: readonly CurveSeries[];
  readonly metric: string;
  /** What the curves stand over: a kind of x, or the name of another metric. */
  readonly x: string;
}

function along(x: string) {
  if (!isXKind(x)) return { xLabel: x, formatX: placeFormat(x), whole: false };
  const { name, format } = seriesTexts.x[x];
  return { xLabel: name, formatX: format, whole: x === 'epoch' };
}

function placeFormat(metric: string): (value: number) => string {
  return metric.endsWith('accuracy')
    ? (value) => formatShare(value, 1)
    : (value) => String(Number(value.toPrecision(4)));
}

function formatsOf(metric: string) {
  const isShare = metric.endsWith('accuracy');
  return {
    format: (value: number | null | undefined) => t.value(metric, value),
    formatTick: isShare ? formatShareTick : formatLossTick,
    log: !isShare,
    // Accuracies that are all near the top would be one line otherwise.
    zero: !isShare,
  };
}

/* Curves over a metric turn back: several of their points may stand at one place, and the newest one need not be the last. */
function useTrail({ series, metric, x }: CompareChartProps) {
  return useMemo(() => {
    if (isXKind(x)) return {};
    const table = trailTable(series, {
      x: { label: x, format: (value) => t.value(x, value) },
      y: { label: metric, format: (value) => t.value(metric, value) },
    });
    const newest = series.find(({ faint }) => faint !== true)?.points.at(-1);
    return { table, ...(newest === undefined ? {} : { restAt: newest.x }) };
  }, [series, metric, x]);
}

interface AnsweredProps extends CompareChartProps {
  readonly answer: string;
}

/** All curves in one chart. */
export function OverlayChart({ series, metric, x, answer }: AnsweredProps) {
  const trail = useTrail({ series, metric, x });
  return (
    <CurveChart
      {...along(x)}
      {...formatsOf(metric)}
      {...trail}
      name="overlay"
      title={isXKind(x) ? t.curves.name(metric) : t.curves.over(metric, x)}
      answer={answer}
      series={series}
      empty={t.curves.waiting}
    />
  );
}

interface SmallChartProps extends Omit<AnsweredProps, 'series'> {
  readonly name: string;
  readonly one: CurveSeries;
  readonly others: readonly CurveSeries[];
}

/** One curve, with others faintly behind. */
export function SmallChart({ name, one, others, metric, x, answer }: SmallChartProps) {
  const series = useMemo(
    () => [...others.filter(({ key }) => key !== one.key).map((other) => ({ ...other, faint: true })), one],
    [others, one],
  );
  const trail = useTrail({ series, metric, x });
  return (
    <CurveChart
      {...along(x)}
      {...formatsOf(metric)}
      {...trail}
      name={name}
      title={one.label}
      answer={answer}
      series={series}
      empty={t.curves.waiting}
    />
  );
}

interface DifferenceChartProps extends CompareChartProps {
  /** The key of the curve that the others are compared with. */
  readonly base: string;
  readonly label: string;
}

/** How far each curve is from the baseline, place by place; there are no common places where curves stand over a metric. */
export function DifferenceChart({ series, metric, x, base, label }: DifferenceChartProps) {
  const shown = useMemo(() => (isXKind(x) ? differences(series, base) : []), [series, base, x]);
  if (!isXKind(x)) return null;
  const [first] = shown;
  const last = first?.points.at(-1);
  return (
    <CurveChart
      {...along(x)}
      name="difference"
      title={t.difference.name(metric, label)}
      answer={
        first === undefined || last === undefined || last.y === null
          ? t.difference.none
          : t.difference.answer(first.label, t.delta(metric, last.y), first.points.length)
      }
      series={shown}
      format={(value) => (typeof value === 'number' ? t.delta(metric, value) : '–')}
      formatTick={metric.endsWith('accuracy') ? formatPointsTick : formatLossTick}
      empty={t.difference.none}
    />
  );
}
