'use client';
import { useMemo } from 'react';
import type { ClassSummary } from '@convlab/evaluation';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { formatShare } from '../../format/format.ts';
import { errorsTexts } from '../../texts/errors-texts.ts';

const t = errorsTexts.scores;
const percent = (value: number | null | undefined) => formatShare(value, 1);
const tick = (value: number) => formatShare(value, 0);
const SPAN = [0, 1] as const;

/** Recall or precision of each class with Wilson's 95 % interval, the least first. */
export function ClassChart({
  summaries,
  score,
}: {
  readonly summaries: readonly ClassSummary[];
  readonly score: 'recall' | 'precision';
}) {
  const items = useMemo(() => itemsOf(summaries, score), [summaries, score]);
  const worst = items[0];
  const known = items.flatMap(({ value }) => value ?? []);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  return (
    <BarChart
      title={t.title[score]}
      answer={
        worst === undefined ? '' : t.answer(worst.label, worst.value ?? 0, worst.low ?? 0, worst.high ?? 0)
      }
      name={score}
      items={items}
      itemLabel={t.classLabel}
      valueLabel={t[score]}
      format={percent}
      formatTick={tick}
      domain={SPAN}
      reference={{ value: mean, label: t.mean }}
      empty={errorsTexts.confusion.empty}
    />
  );
}

function itemsOf(summaries: readonly ClassSummary[], score: 'recall' | 'precision'): BarItem[] {
  const items = summaries.flatMap((one): BarItem[] => {
    const interval = one[`${score}Interval`];
    if (interval === null) return [];
    const { value, low, high } = interval;
    return [{ key: one.name, label: one.name, value, low, high }];
  });
  return items.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
}
