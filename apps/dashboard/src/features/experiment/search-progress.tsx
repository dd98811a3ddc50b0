'use client';
import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { ChartGroup } from '../../charts/chart-group.tsx';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatCount, formatShare, formatShareTick } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { searchTexts } from '../../texts/search-texts.ts';
import { settingText, tickFormatOf } from './result.ts';
import type { SearchChartProps } from './search-charts.tsx';
import { bestSoFar, distributionOf, quantileOf, spansDecades } from './search-facts.ts';
import { BUDGETS, spentAfter, type Budget, type RunCost } from './trial-costs.ts';

const t = experimentTexts.search;
const PARAMS = { over: choiceParam(BUDGETS, 'trials') };

/** The best so far, trial after trial, over what was spent on them. */
export function ProgressChart({
  search: { trials },
  format,
  byRun,
}: SearchChartProps & { readonly byRun: ReadonlyMap<string, RunCost> }) {
  const [{ over }, setView] = useUrlState(PARAMS);
  const rows = useMemo(() => bestSoFar(trials), [trials]);
  const series = useMemo((): CurveSeries[] => {
    if (rows.length === 0) return [];
    const spent = spentAfter(trials, byRun, over);
    // A trial's number is from 1 here and from 0 there.
    const placeOf = (trial: number): number => (over === 'trials' ? trial : (spent.get(trial - 1) ?? 0));
    return [
      {
        key: 'each',
        label: t.progress.each,
        colour: 'var(--series-neutral)',
        dash: 'dotted',
        points: rows.map(({ trial, value }) => ({ x: placeOf(trial), y: value })),
      },
      {
        key: 'best',
        label: t.progress.best,
        colour: 'var(--run-0)',
        shape: 'step',
        points: rows.map(({ trial, best }) => ({ x: placeOf(trial), y: best })),
      },
    ];
  }, [rows, trials, byRun, over]);
  const [first, last] = [rows[0], rows.at(-1)];
  const found = rows.find(({ value }) => value === last?.best);
  return (
    <div>
      <CurveChart
        title={t.progress.title}
        answer={
          first === undefined || last === undefined
            ? t.noBest
            : t.progress.answer(format(first.value), format(last.best), found?.trial ?? 0, trials.length)
        }
        name="best-so-far"
        series={series}
        xLabel={searchTexts.budgetAxis[over]}
        formatX={FORMATS[over]}
        whole={over === 'trials'}
        format={format}
        formatTick={tickFormatOf(format)}
        zero={false}
        log
        empty={experimentTexts.empty}
      />
      <SegmentedControl
        size="xs"
        mt={6}
        aria-label={searchTexts.budgetLabel}
        value={over}
        onChange={(next) => setView({ over: BUDGETS.find((one) => one === next) ?? 'trials' })}
        data={BUDGETS.map((value) => ({ value, label: searchTexts.budget[value] }))}
      />
    </div>
  );
}

const FORMATS: Readonly<Record<Budget, (value: number) => string>> = {
  trials: formatCount,
  minutes: (value) => settingText(value),
  examples: formatCount,
  work: (value) => compact.format(value),
};

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** How many of the trials reach which error. */
export function DistributionChart({ search: { trials }, format, judged }: SearchChartProps) {
  const values = useMemo(
    () => trials.flatMap(({ value, budget }) => (typeof value === 'number' && budget >= 1 ? [value] : [])),
    [trials],
  );
  const series = useMemo(
    (): CurveSeries[] =>
      values.length === 0
        ? []
        : [
            {
              key: 'share',
              label: searchTexts.distribution.series,
              colour: 'var(--run-0)',
              shape: 'step',
              points: distributionOf(values).map(({ value, share }) => ({ x: value, y: share })),
            },
          ],
    [values],
  );
  const quantile = (share: number): string => format(quantileOf(values, share));
  return (
    <ChartGroup xScale={spansDecades(values) ? 'log' : 'linear'}>
      <CurveChart
        title={searchTexts.distribution.title}
        answer={
          values.length === 0
            ? t.noBest
            : searchTexts.distribution.answer(values.length, quantile(0), quantile(0.1), quantile(0.5))
        }
        name="distribution"
        series={series}
        xLabel={judged}
        formatX={tickFormatOf(format)}
        format={(value) => formatShare(value, 0)}
        formatTick={formatShareTick}
        empty={experimentTexts.empty}
      />
    </ChartGroup>
  );
}
