'use client';
import { useMemo } from 'react';
import type { CalibrationBin } from '@convlab/evaluation';
import { wilsonInterval } from '@convlab/evaluation/intervals';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { formatShare } from '../../format/format.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';

const t = errorsTexts.calibration;
const h = errorsTexts.histogram;
const percent = (value: number | null | undefined) => formatShare(value, 1);
const tick = (value: number) => formatShare(value, 0);
const SPAN = [0, 1] as const;

interface BinsProps {
  readonly bins: readonly CalibrationBin[];
}

/** The reliability diagram: how often it is right for how sure it is, with Wilson's 95 % interval. */
export function ReliabilityChart({ bins }: BinsProps) {
  const series = useMemo(() => reliabilityOf(bins), [bins]);
  const { count, confidenceSum, correct } = totalOf(bins);
  return (
    <CurveChart
      title={t.title}
      answer={count === 0 ? t.empty : t.answer(confidenceSum / count, correct / count)}
      name="reliability"
      series={count === 0 ? [] : series}
      xLabel={t.confidence}
      formatX={percent}
      domain={SPAN}
      format={percent}
      formatTick={tick}
      empty={t.empty}
    />
  );
}

function reliabilityOf(bins: readonly CalibrationBin[]): CurveSeries[] {
  const points = bins.flatMap(({ count, confidenceSum, correct }) => {
    if (count === 0) return [];
    const { value, low, high } = wilsonInterval(correct, count);
    return [{ x: confidenceSum / count, y: value, low, high }];
  });
  return [
    { key: 'accuracy', label: t.accuracy, colour: 'var(--run-0)', points },
    {
      key: 'perfect',
      label: t.perfect,
      colour: 'var(--series-neutral)',
      dash: 'dotted',
      points: points.map(({ x }) => ({ x, y: x })),
    },
  ];
}

/** How sure it is of its answers. */
export function ConfidenceChart({ bins }: BinsProps) {
  const { count: all } = totalOf(bins);
  const items = useMemo(
    () =>
      bins.map(({ from, to, count }): BarItem => ({
        key: String(from),
        label: h.bin(from, to),
        value: all === 0 ? null : count / all,
      })),
    [bins, all],
  );
  const sure = bins.at(-1);
  return (
    <BarChart
      title={h.title}
      answer={
        sure === undefined || all === 0 ? t.empty : h.answer(sure.count / all, sure.count - sure.correct)
      }
      name="confidence"
      items={items}
      itemLabel={t.confidence}
      valueLabel={h.share}
      format={percent}
      formatTick={tick}
      empty={t.empty}
    />
  );
}

function totalOf(bins: readonly CalibrationBin[]) {
  const sum = (key: 'count' | 'confidenceSum' | 'correct') =>
    bins.reduce((total, bin) => total + bin[key], 0);
  return { count: sum('count'), confidenceSum: sum('confidenceSum'), correct: sum('correct') };
}
