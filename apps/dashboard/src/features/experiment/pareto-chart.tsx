'use client';
import { SegmentedControl } from '@mantine/core';
import { standardError } from '@convlab/evaluation/standard-error';
import type { SearchResult } from '@convlab/experiments';
import { useMemo } from 'react';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import type { Dot } from '../../charts/scatter-props.ts';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatCount, formatDuration } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { searchTexts } from '../../texts/search-texts.ts';
import { cheapestWithin, kneeOf, paretoFront, type Weighed } from './pareto.ts';
import { isShare, tickFormatOf } from './result.ts';
import type { SearchChartProps } from './search-charts.tsx';
import { spansDecades } from './search-facts.ts';
import { trialCost, type RunCost, type TrialCost } from './trial-costs.ts';

const t = searchTexts.pareto;
const COSTS = ['weights', 'work', 'time'] as const;
type CostKind = (typeof COSTS)[number];
const PARAMS = { cost: choiceParam(COSTS, 'weights') };

const COST_OF: Readonly<Record<CostKind, (cost: TrialCost) => number | null>> = {
  weights: ({ numWeights }) => numWeights,
  work: ({ multiplyAdds }) => multiplyAdds,
  time: ({ ms }) => (ms > 0 ? ms : null),
};

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const formats: Readonly<Record<CostKind, (value: number | null | undefined) => string>> = {
  weights: formatCount,
  work: formatCount,
  time: formatDuration,
};

interface ParetoProps extends SearchChartProps {
  readonly byRun: ReadonlyMap<string, RunCost>;
}

/** Error against cost: which trials nothing beats, and what the cheapest good one is. */
export function ParetoChart({ search, format, judged, byRun }: ParetoProps) {
  const [{ cost }, setView] = useUrlState(PARAMS);
  const weighed = useMemo(() => weigh(search, byRun, cost), [search, byRun, cost]);
  const front = useMemo(() => paretoFront(weighed), [weighed]);
  const noise = useMemo(() => noiseOf(search, byRun, front, isShare(format)), [search, byRun, front, format]);
  const marked = noise === null ? (kneeOf(front) ?? front.at(-1)) : cheapestWithin(front, noise);
  const dots = useMemo(() => dotsOf(weighed, front, marked?.number), [weighed, front, marked?.number]);
  const scale = spansDecades(weighed.map(({ error }) => error)) ? 'log' : 'linear';
  const formatCost = formats[cost];
  const formatTick = (value: number): string =>
    cost === 'time' ? formatDuration(value) : compact.format(value);
  return (
    <div>
      <ScatterChart
        title={t.title[cost]}
        answer={answerOf({ front, marked, noise, numTrials: weighed.length, format, formatCost })}
        name="pareto"
        dots={dots}
        x={{ label: t.axis[cost], format: formatCost, formatTick, scale: 'log' }}
        y={{ label: judged, format, formatTick: tickFormatOf(format), zero: false, scale }}
        dotLabel={experimentTexts.search.slice.trial}
        empty={t.none}
      />
      <SegmentedControl
        size="xs"
        mt={6}
        aria-label={t.label}
        value={cost}
        onChange={(next) => setView({ cost: COSTS.find((one) => one === next) ?? 'weights' })}
        data={COSTS.map((value) => ({ value, label: t.cost[value] }))}
      />
    </div>
  );
}

function weigh({ trials }: SearchResult, byRun: ReadonlyMap<string, RunCost>, kind: CostKind): Weighed[] {
  return trials.flatMap((trial): Weighed[] => {
    const cost = COST_OF[kind](trialCost(trial, byRun));
    const { value: error, number, budget } = trial;
    return cost === null || typeof error !== 'number' || budget < 1 ? [] : [{ number, cost, error }];
  });
}

/* How far apart two errors may be by chance: of the best trial, from its splits, else from its examples. */
function noiseOf(
  { trials }: SearchResult,
  byRun: ReadonlyMap<string, RunCost>,
  front: readonly Weighed[],
  share: boolean,
): number | null {
  const best = trials.find(({ number }) => number === front.at(-1)?.number);
  if (best === undefined || typeof best.value !== 'number') return null;
  if (best.spread !== null && best.runs.length > 1) return best.spread / Math.sqrt(best.runs.length);
  const examples = trialCost(best, byRun).numValidation;
  return share && examples !== null && examples > 0
    ? standardError(best.value, examples, 'classification')
    : null;
}

/* A line joins the front, so that it is seen without its colour. */
function dotsOf(weighed: readonly Weighed[], front: readonly Weighed[], marked: number | undefined): Dot[] {
  const place = new Map(front.map(({ number }, index) => [number, index]));
  return weighed.map(({ number, cost, error }) => {
    const index = place.get(number);
    const before = index === undefined ? undefined : front[index - 1];
    return {
      key: String(number),
      label: String(number + 1),
      x: cost,
      y: error,
      colour: index === undefined ? 'var(--series-neutral)' : 'var(--run-0)',
      strong: number === marked,
      ...(before === undefined ? {} : { from: { x: before.cost, y: before.error } }),
    };
  });
}

interface AnswerInput {
  readonly front: readonly Weighed[];
  readonly marked: Weighed | undefined;
  readonly noise: number | null;
  readonly numTrials: number;
  readonly format: (value: number) => string;
  readonly formatCost: (value: number) => string;
}

function answerOf({ front, marked, noise, numTrials, format, formatCost }: AnswerInput): string {
  const best = front.at(-1);
  if (best === undefined || marked === undefined) return t.none;
  const [error, cost] = [format(marked.error), formatCost(marked.cost)];
  const found =
    noise === null
      ? t.knee(marked.number + 1, error, cost)
      : marked.number === best.number
        ? t.best(marked.number + 1, error, cost)
        : t.cheapest(marked.number + 1, error, cost, marked.cost / best.cost, format(best.error));
  return `${found} ${t.front(front.length, numTrials)}`;
}
