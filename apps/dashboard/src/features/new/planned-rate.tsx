'use client';
import { useMemo } from 'react';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { formatRate } from '../../format/format.ts';
import type { TrainingPlan } from '../../planning/plan-training.ts';
import { texts } from '../../texts/texts.ts';

const t = texts.new.rate;
const tick = (value: number): string => formatRate(value);

/** What the learning rate will do, from the schedule and the planned updates. */
export function PlannedRate({ plan }: { readonly plan: TrainingPlan | undefined }) {
  const rates = plan?.rates ?? NONE;
  const series = useMemo(
    () =>
      rates.length === 0
        ? []
        : [
            {
              key: 'rate',
              label: t.series,
              colour: 'var(--run-0)',
              points: rates.map(({ epoch, rate }) => ({ x: epoch, y: rate })),
            },
          ],
    [rates],
  );
  return (
    <CurveChart
      title={t.title}
      answer={plan === undefined ? t.empty : answerOf(plan)}
      name="planned-rate"
      series={series}
      xLabel={t.epoch}
      format={formatRate}
      formatTick={tick}
      log
      empty={t.empty}
    />
  );
}

const NONE: TrainingPlan['rates'] = [];

function answerOf({ rates, stepsPerEpoch, epochs, reacts }: TrainingPlan): string {
  const first = rates[0]?.rate ?? 0;
  const last = rates.at(-1)?.rate ?? 0;
  const peak = rates.reduce(
    (best, one) => (one.rate > best.rate ? one : best),
    rates[0] ?? { epoch: 0, rate: 0 },
  );
  const least = rates.reduce((low, { rate }) => Math.min(low, rate), peak.rate);
  const updates = t.updates(stepsPerEpoch * epochs, epochs);
  if (reacts) return `${t.reacts(formatRate(first))} ${updates}`;
  if (least === peak.rate) return `${t.constant(formatRate(first))} ${updates}`;
  const middle = peak.rate > first && peak.rate > last ? t.peak(formatRate(peak.rate), peak.epoch) : '';
  return `${t.changes(formatRate(first), middle, formatRate(last))} ${updates}`;
}
