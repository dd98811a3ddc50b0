'use client';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { formatShare } from '../../format/format.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { texts } from '../../texts/texts.ts';
import type { XKind } from '../common/run-series.ts';
import { differences, isHigherBetter, ranking } from './compare-curves.ts';

const t = texts.compare;

interface CompareChartProps {
  readonly series: readonly CurveSeries[];
  readonly metric: string;
  readonly kind: XKind;
  readonly names: ReadonlyMap<string, string>;
  readonly base: string;
}

function along(kind: XKind) {
  const { name, format } = seriesTexts.x[kind];
  return { xLabel: name, formatX: format, whole: kind === 'epoch' };
}

function formatsOf(metric: string) {
  const isShare = metric.endsWith('accuracy');
  return {
    format: (value: number | null | undefined) => t.value(metric, value),
    formatTick: (value: number) => (isShare ? formatShare(value, 0) : String(Number(value.toPrecision(2)))),
    log: !isShare,
    // Accuracies that are all near the top would be one line otherwise.
    zero: !isShare,
  };
}

/** All curves in one chart. */
export function OverlayChart({ series, metric, kind }: CompareChartProps) {
  return (
    <CurveChart
      {...along(kind)}
      {...formatsOf(metric)}
      name="overlay"
      title={t.curves.name(metric)}
      answer={answerOf(series, metric)}
      series={series}
      empty={t.curves.waiting}
    />
  );
}

/** One chart for each run, all with the other curves faintly behind. */
export function MultipleCharts({ series, metric, kind }: CompareChartProps) {
  return series.map((one) => (
    <OneOfMany key={one.key} one={one} series={series} metric={metric} kind={kind} />
  ));
}

function OneOfMany({
  one,
  series,
  metric,
  kind,
}: Pick<CompareChartProps, 'series' | 'metric' | 'kind'> & { readonly one: CurveSeries }) {
  const shown = useMemo(
    () => [...series.filter(({ key }) => key !== one.key).map((other) => ({ ...other, faint: true })), one],
    [series, one],
  );
  return (
    <CurveChart
      {...along(kind)}
      {...formatsOf(metric)}
      name={`run-${one.key}`}
      title={one.label}
      answer={answerOf([one], metric)}
      series={shown}
      empty={t.curves.waiting}
    />
  );
}

/** How far each run is from the baseline, place by place. */
export function DifferenceChart({ series, metric, kind, names, base }: CompareChartProps) {
  const shown = useMemo(() => differences(series, base), [series, base]);
  const [first] = shown;
  const last = first?.points.at(-1);
  return (
    <CurveChart
      {...along(kind)}
      name="difference"
      title={t.difference.name(metric, names.get(base) ?? base)}
      answer={
        first === undefined || last === undefined || last.y === null
          ? t.difference.none
          : t.difference.answer(first.label, t.delta(metric, last.y), first.points.length)
      }
      series={shown}
      format={(value) => (typeof value === 'number' ? t.delta(metric, value) : '–')}
      formatTick={(value) => t.delta(metric, value).replace(' points', '')}
      empty={t.difference.none}
    />
  );
}

function answerOf(series: readonly CurveSeries[], metric: string): string {
  const [best, next] = ranking(series, isHigherBetter(metric));
  if (best === undefined) return t.curves.none;
  const value = t.value(metric, best.value);
  if (next === undefined) return t.curves.alone(best.label, value);
  const second = t.value(metric, next.value);
  return second === value
    ? t.curves.tie(best.label, next.label, value)
    : t.curves.best(best.label, value, next.label, second);
}
