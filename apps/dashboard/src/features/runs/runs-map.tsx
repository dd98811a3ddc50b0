'use client';
import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { defaultThresholds } from '@convlab/evaluation';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { runColour } from '../../charts/colours.ts';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import type { Dot, Zone } from '../../charts/scatter-props.ts';
import { flagParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatShare } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { tellingNames } from '../common/telling-names.ts';
import { metricOf, type At } from './run-values.ts';
import type { RunRow } from './use-runs.ts';
import classes from './runs.module.css';

const t = texts.runs.map;
const VIEW = { map: flagParam() };
/** Best error rates of good networks are small: below this all are equally good. */
const SMALLEST = 0.001;
/** More dots than this hide each other. */
const MAX_DOTS = 1_000;
const CURVE_POINTS = 24;

/** All runs by their training and their validation error, before the zones of the verdicts. */
export function RunsMap({ runs, at }: { readonly runs: readonly RunRow[]; readonly at: At }) {
  const router = useRouter();
  const [view, setView] = useUrlState(VIEW);
  const dots = useMemo(() => dotsOf(runs, at), [runs, at]);
  const zones = useMemo(() => zonesOf(runs), [runs]);
  if (dots.length < 2) return null;
  return (
    <section>
      <UnstyledButton
        className={classes.mapToggle}
        aria-expanded={view.map}
        onClick={() => setView({ map: !view.map })}
      >
        <IconChevronRight size={16} data-open={view.map} className={classes.chevron} aria-hidden />
        {t.toggle}
      </UnstyledButton>
      <Collapse expanded={view.map}>
        {view.map && (
          <ScatterChart
            name="map"
            title={t.title}
            answer={answerOf(runs, dots.length)}
            dots={dots}
            zones={zones}
            dotLabel={t.run}
            x={{ label: t.train, format: formatShare, formatTick: tick, scale: 'log' }}
            y={{ label: t.validation, format: formatShare, formatTick: tick, scale: 'log' }}
            onSelect={(id) => router.push(`/runs/${id}`)}
            empty=""
          />
        )}
      </Collapse>
    </section>
  );
}

const tick = (value: number): string => formatShare(value, value < 0.01 ? 1 : 0);

function dotsOf(runs: readonly RunRow[], at: At): Dot[] {
  const names = tellingNames(runs);
  return runs.slice(0, MAX_DOTS).flatMap((run): Dot[] => {
    const train = metricOf(run, 'trainEval/accuracy', at);
    const validation = metricOf(run, 'validation/accuracy', at);
    if (train === undefined || validation === undefined) return [];
    return [
      {
        key: run.id,
        label: names.get(run.id) ?? run.name,
        x: Math.max(1 - train, SMALLEST),
        y: Math.max(1 - validation, SMALLEST),
        colour: runColour(run.colour),
      },
    ];
  });
}

/* The limits of the report: the gap that counts, and the share of chance above which a run underfits. */
function zonesOf(runs: readonly RunRow[]): Zone[] {
  const { gap, shareOfChance } = defaultThresholds;
  const shares = runs.flatMap(({ started }) =>
    typeof started?.majorityShare === 'number' ? [started.majorityShare] : [],
  );
  const middle = shares.toSorted((a, b) => a - b)[shares.length >> 1] ?? 0.1;
  const under = shareOfChance * (1 - middle);
  const limit = (from: number, to: number): (readonly [number, number])[] =>
    Array.from({ length: CURVE_POINTS }, (_, i) => {
      const x = from * (to / from) ** (i / (CURVE_POINTS - 1));
      return [x, x + gap];
    });
  const low = SMALLEST / 2;
  return [
    {
      label: t.zones.good,
      colour: 'var(--tone-good)',
      corners: [[low, low], ...limit(low, under), [under, low]],
      labelAt: [0.015, low],
    },
    {
      label: t.zones.overfit,
      colour: 'var(--tone-warn)',
      corners: [[low, 2], ...limit(low, under), [under, 2]],
      labelAt: [low, 0.45],
    },
    {
      label: t.zones.underfit,
      colour: 'var(--tone-bad)',
      corners: [
        [under, low],
        [under, 2],
        [2, 2],
        [2, low],
      ],
      labelAt: [under, 0.45],
    },
  ];
}

function answerOf(runs: readonly RunRow[], shown: number): string {
  const count = (verdict: string): number => runs.filter(({ report }) => report?.verdict === verdict).length;
  return t.answer(shown, count('good'), count('overfit'), count('underfit') + count('did-not-learn'));
}
