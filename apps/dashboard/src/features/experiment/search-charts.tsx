'use client';
import { Select } from '@mantine/core';
import type { Domain, SearchSpace } from '@convlab/core';
import type { SearchResult, TrialResult } from '@convlab/experiments';
import { useMemo } from 'react';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import type { Dot } from '../../charts/scatter-props.ts';
import { textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import {
  formatCount,
  formatLoss,
  formatPoints,
  formatPointsTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { settingText, shortPath, tickFormatOf, type Format } from './result.ts';
import { distinctValues, gapOf } from './search-facts.ts';

const t = experimentTexts.search;
const GAP_PARAMS = { gap: textParam() };

/** What every chart of a search needs. */
export interface SearchChartProps {
  readonly search: SearchResult;
  readonly format: Format;
  /** What trials are judged by, such as “Error”. */
  readonly judged: string;
}

/** How much each parameter explains by itself. */
export function ImportanceChart({ search: { parameters } }: Pick<SearchChartProps, 'search'>) {
  const items = useMemo(
    () =>
      parameters.flatMap(({ path, importance }): BarItem[] =>
        // By chance it may be a little below zero.
        importance === null ? [] : [{ key: path, label: shortPath(path), value: Math.max(0, importance) }],
      ),
    [parameters],
  );
  const most = items[0];
  return (
    <BarChart
      title={t.importance.title}
      answer={
        most === undefined || (most.value ?? 0) < 0.05
          ? t.importance.little
          : t.importance.answer(most.label, most.value ?? 0)
      }
      name="importance"
      items={items}
      itemLabel={t.importance.label}
      valueLabel={t.importance.value}
      format={(value) => formatShare(value, 0)}
      formatTick={formatShareTick}
      empty={t.importance.little}
    />
  );
}

/** The error of each trial over one parameter: dots for numbers, one row for each choice. */
export function SliceChart({
  search,
  path,
  domain,
  format,
  judged,
}: SearchChartProps & { readonly path: string; readonly domain: Domain }) {
  const { trials, best } = search;
  const label = shortPath(path);
  const shared = {
    title: t.slice.title(label),
    answer: best === undefined ? t.noBest : t.slice.answer(label, settingText(best.values[path])),
    name: `slice-${path}`,
    empty: experimentTexts.empty,
  };
  if ('choice' in domain)
    return (
      <BarChart
        {...shared}
        items={choiceItems(trials, path, domain, format)}
        itemLabel={label}
        valueLabel={judged}
        format={format}
        formatTick={tickFormatOf(format)}
        mark="dot"
      />
    );
  return (
    <ScatterChart
      {...shared}
      dots={dotsOf(trials, path, ({ value }) => value, best?.number)}
      x={{ label, format: numberText, scale: 'logUniform' in domain ? 'log' : 'linear' }}
      y={{ label: judged, format, formatTick: tickFormatOf(format) }}
      dotLabel={t.slice.trial}
    />
  );
}

function numberText(value: number | null | undefined): string {
  return typeof value === 'number' ? settingText(value) : '–';
}

function dotsOf(
  trials: readonly TrialResult[],
  path: string,
  yOf: (trial: TrialResult) => number | null | undefined,
  best: number | undefined,
): Dot[] {
  return trials.flatMap((trial): Dot[] => {
    const [x, y] = [trial.values[path], yOf(trial)];
    if (typeof x !== 'number' || typeof y !== 'number') return [];
    const { number } = trial;
    return [
      {
        key: String(number),
        label: String(number + 1),
        x,
        y,
        colour: 'var(--run-0)',
        strong: number === best,
      },
    ];
  });
}

function choiceItems(
  trials: readonly TrialResult[],
  path: string,
  { choice }: Extract<Domain, { choice: unknown }>,
  format: Format,
): BarItem[] {
  return choice.map((one) => {
    const text = JSON.stringify(one);
    const own = trials.filter(
      ({ values, value }) => typeof value === 'number' && JSON.stringify(values[path]) === text,
    );
    const values = own.map(({ value }) => value as number);
    return {
      key: text,
      label: settingText(one),
      value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
      dots: own.map(({ number, value }) => ({
        key: String(number),
        label: `${t.slice.trial} ${number + 1}, ${format(value)}`,
        value: value as number,
      })),
    };
  });
}

/** How many values of each parameter were tried. */
export function DistinctChart({
  search: { trials },
  space,
}: Pick<SearchChartProps, 'search'> & { readonly space: SearchSpace }) {
  const counts = useMemo(() => distinctValues(trials, Object.keys(space)), [trials, space]);
  const items = counts.map(({ path, count }): BarItem => ({
    key: path,
    label: shortPath(path),
    value: count,
  }));
  const fewest = counts.toSorted((a, b) => a.count - b.count)[0];
  return (
    <BarChart
      title={t.distinct.title}
      answer={
        fewest === undefined
          ? experimentTexts.empty
          : t.distinct.answer(shortPath(fewest.path), fewest.count, trials.length)
      }
      name="distinct"
      items={items}
      itemLabel={t.importance.label}
      valueLabel={t.distinct.value}
      format={formatCount}
      reference={{ value: trials.length, label: t.table.title }}
      empty={experimentTexts.empty}
    />
  );
}

/** Whether a parameter changes how much a network overfits. */
export function GapChart({
  search,
  space,
}: Pick<SearchChartProps, 'search'> & { readonly space: SearchSpace }) {
  const [view, setView] = useUrlState(GAP_PARAMS);
  const paths = Object.keys(space).filter((path) => !('choice' in (space[path] ?? { choice: [] })));
  const path = paths.find((one) => one === view.gap) ?? paths[0];
  if (path === undefined) return null;
  const label = shortPath(path);
  const accuracy = search.trials.some(({ runs }) => runs[0]?.metrics?.['validation/accuracy'] !== undefined);
  return (
    <div>
      <ScatterChart
        title={t.gap.title(label)}
        answer={t.gap.answer}
        name="parameter-gap"
        dots={dotsOf(search.trials, path, gapOf, search.best?.number)}
        x={{
          label,
          format: numberText,
          scale: 'logUniform' in (space[path] ?? {}) ? 'log' : 'linear',
        }}
        y={{
          label: accuracy ? t.gap.points : t.gap.gap,
          format: accuracy ? formatPoints : formatLoss,
          formatTick: accuracy ? formatPointsTick : settingText,
          zero: true,
        }}
        dotLabel={t.slice.trial}
        empty={experimentTexts.empty}
      />
      {paths.length > 1 && (
        <Select
          size="xs"
          mt={6}
          aria-label={t.gap.select}
          allowDeselect={false}
          value={path}
          onChange={(next) => setView({ gap: next ?? '' })}
          data={paths}
        />
      )}
    </div>
  );
}
