'use client';
import type { LearningCurveResult } from '@convlab/experiments';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { formatCount } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { tickFormatOf, type Format } from './result.ts';
import { Section } from './section.tsx';

const t = experimentTexts.learningCurve;
const LAW_POINTS = 40;

/** The error over the size of the training part, with the fitted law to twice the largest size. */
export function LearningCurveSection({
  curve,
  format,
}: {
  readonly curve: LearningCurveResult;
  readonly format: Format;
}) {
  const series = useMemo(() => seriesOf(curve), [curve]);
  const answer = curve.fit === undefined ? t.waiting : sentence(curve.fit.sentence);
  return (
    <Section title={t.title} answer={answer}>
      <CurveChart
        title={t.title}
        answer={answer}
        name="learning-curve"
        series={series}
        xLabel={t.x}
        formatX={formatCount}
        format={format}
        formatTick={tickFormatOf(format)}
        empty={experimentTexts.empty}
      />
    </Section>
  );
}

function seriesOf({ points, fit }: LearningCurveResult): CurveSeries[] {
  const bySize = new Map<number, number[]>();
  for (const { n, error } of points)
    if (n !== null && error !== null) bySize.set(n, [...(bySize.get(n) ?? []), error]);
  const sizes = [...bySize].sort(([a], [b]) => a - b);
  if (sizes.length === 0) return [];
  const measured: CurveSeries = {
    key: 'mean',
    label: t.mean,
    colour: 'var(--run-0)',
    points: sizes.map(([x, errors]) => ({
      x,
      y: errors.reduce((sum, error) => sum + error, 0) / errors.length,
      low: Math.min(...errors),
      high: Math.max(...errors),
    })),
  };
  if (fit === undefined) return [measured];
  const { a, b, c } = fit.law;
  const [from, to] = [sizes[0]?.[0] ?? 1, 2 * (sizes.at(-1)?.[0] ?? 1)];
  const law: CurveSeries = {
    key: 'law',
    label: t.law,
    colour: 'var(--run-1)',
    dash: 'dashed',
    points: Array.from({ length: LAW_POINTS }, (_, i) => {
      const x = from * (to / from) ** (i / (LAW_POINTS - 1));
      return { x, y: a + b * x ** -c };
    }),
  };
  return [measured, law];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
