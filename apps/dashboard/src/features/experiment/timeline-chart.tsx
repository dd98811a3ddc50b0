'use client';
import type { TrialResult } from '@convlab/experiments';
import { useRouter } from 'next/navigation';
import { memo, useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { linearTicks } from '../../charts/axis.ts';
import { ChartCard } from '../../charts/chart-card.tsx';
import { LegendSample } from '../../charts/legend-sample.tsx';
import type { ChartTable } from '../../charts/table.ts';
import { formatDuration } from '../../format/format.ts';
import { searchTexts } from '../../texts/search-texts.ts';
import type { RunCost } from './trial-costs.ts';
import { spanAt, timelineOf, type Outcome, type Span, type Timeline } from './trial-timeline.ts';
import classes from './experiment.module.css';

const t = searchTexts.timeline;
const SIZE = { width: 1000, height: 230, top: 6, bottom: 28, left: 78, right: 12 };
const PLOT = { width: SIZE.width - SIZE.left - SIZE.right, height: SIZE.height - SIZE.top - SIZE.bottom };
/* A run that took no time is seen all the same. */
const LEAST_PX = 1.5;
const OUTCOMES = ['good', 'active', 'warn', 'bad'] as const satisfies Outcome[];

interface TimelineProps {
  readonly trials: readonly TrialResult[];
  readonly byRun: ReadonlyMap<string, RunCost>;
  /** When the costs were read, in ms. */
  readonly now: number;
}

/** Every run of a search in time, a lane for each place of each worker. */
export const TimelineChart = memo(function Chart({ trials, byRun, now }: TimelineProps) {
  const router = useRouter();
  const timeline = useMemo(() => timelineOf(trials, byRun, now), [trials, byRun, now]);
  const { spans, lanes, length, atOnce, failed } = timeline;
  const table = useMemo(() => tableOf(spans), [spans]);
  const legend = OUTCOMES.filter((outcome) => spans.some((one) => one.outcome === outcome)).map(
    (outcome) => ({
      label: t.states[outcome],
      colour: `var(--tone-${outcome})`,
      area: true,
    }),
  );
  const [active, setActive] = useState(0);
  const index = Math.min(active, spans.length - 1);
  const span = spans[index];
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown')
      setActive(Math.min(index + 1, spans.length - 1));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') setActive(Math.max(index - 1, 0));
    else if (event.key === 'Enter' && span !== undefined) router.push(`/runs/${span.runId}`);
    else return;
    event.preventDefault();
  };
  const onPoint = (event: PointerEvent<SVGSVGElement>): void => {
    const found = pointedAt(event, timeline);
    if (found !== undefined) setActive(spans.indexOf(found));
  };
  return (
    <ChartCard
      title={t.title}
      answer={
        spans.length === 0
          ? t.waiting
          : t.answer(
              new Set(spans.map(({ trial }) => trial)).size,
              length,
              new Set(lanes).size,
              atOnce,
              failed,
            )
      }
      name="timeline"
      table={table}
      legend={legend}
      empty={spans.length === 0 ? t.waiting : undefined}
      foot={
        <div className={classes.timelineFoot}>
          <span>{span === undefined ? '' : sentence(span)}</span>
          {legend.map((entry) => (
            <span key={entry.label}>
              <LegendSample entry={entry} /> {entry.label}
            </span>
          ))}
        </div>
      }
    >
      <div
        className={classes.parallelFrame}
        tabIndex={0}
        role="slider"
        data-plot
        aria-label={t.title}
        aria-valuemin={0}
        aria-valuemax={Math.max(spans.length - 1, 0)}
        aria-valuenow={Math.max(index, 0)}
        aria-valuetext={span === undefined ? '' : sentence(span)}
        onKeyDown={onKey}
      >
        <svg
          data-drawing
          className={classes.parallel}
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          role="presentation"
          onPointerMove={onPoint}
          onClick={() => span !== undefined && router.push(`/runs/${span.runId}`)}
        >
          <Lanes timeline={timeline} />
          {span !== undefined && <Ring span={span} timeline={timeline} />}
        </svg>
      </div>
    </ChartCard>
  );
});

/* One path for each outcome: a thousand runs are as cheap as ten. */
const Lanes = memo(function AllLanes({ timeline }: { readonly timeline: Timeline }) {
  const { spans, lanes, length } = timeline;
  const height = PLOT.height / Math.max(lanes.length, 1);
  return (
    <>
      {linearTicks(0, length, true).map((time) => (
        <g key={time} transform={`translate(${xOf(time, length)} ${SIZE.height - SIZE.bottom})`}>
          <line y1={-PLOT.height} stroke="var(--chart-grid)" />
          <text y={17} fontSize={12} fill="var(--chart-axis)" textAnchor="middle">
            {formatDuration(time)}
          </text>
        </g>
      ))}
      {lanes.map(
        (worker, lane) =>
          lanes[lane - 1] !== worker && (
            <text
              key={lane}
              x={SIZE.left - 8}
              y={SIZE.top + lane * height + height / 2}
              dominantBaseline="middle"
              textAnchor="end"
              fontSize={12}
              fill="var(--chart-axis)"
            >
              {t.worker(worker)}
            </text>
          ),
      )}
      {OUTCOMES.map((outcome) => (
        <path
          key={outcome}
          d={spans
            .filter((span) => span.outcome === outcome)
            .map((span) => outline(span, timeline))
            .join('')}
          fill={`var(--tone-${outcome})`}
          // Told apart without colour too.
          fillOpacity={outcome === 'bad' ? 0.12 : 0.75}
          stroke={outcome === 'bad' ? 'var(--tone-bad)' : 'var(--surface)'}
          strokeWidth={outcome === 'bad' ? 1.5 : 0.5}
          {...(outcome === 'bad' ? { strokeDasharray: '3 2' } : {})}
        />
      ))}
    </>
  );
});

function Ring({ span, timeline }: { readonly span: Span; readonly timeline: Timeline }) {
  return (
    <path
      d={outline(span, timeline)}
      data-tool
      fill="none"
      stroke="var(--chart-axis)"
      strokeWidth={2}
      pointerEvents="none"
    />
  );
}

function xOf(time: number, length: number): number {
  return SIZE.left + (length === 0 ? 0 : (time / length) * PLOT.width);
}

function outline({ from, to, lane }: Span, { lanes, length }: Timeline): string {
  const height = PLOT.height / lanes.length;
  const pad = Math.min(4, height * 0.12);
  const [left, right] = [xOf(from, length), xOf(to, length)];
  const top = SIZE.top + lane * height + pad;
  return `M${left.toFixed(1)},${top.toFixed(1)}h${Math.max(right - left, LEAST_PX).toFixed(1)}v${(height - 2 * pad).toFixed(1)}H${left.toFixed(1)}z`;
}

function pointedAt(event: PointerEvent<SVGSVGElement>, { spans, lanes, length }: Timeline): Span | undefined {
  const matrix = event.currentTarget.getScreenCTM();
  if (matrix === null) return undefined;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  const lane = Math.floor(((y - SIZE.top) / PLOT.height) * lanes.length);
  return spanAt(spans, lane, ((x - SIZE.left) / PLOT.width) * length);
}

function sentence({ trial, worker, from, to, outcome }: Span): string {
  return t.at(
    String(trial + 1),
    t.worker(worker),
    formatDuration(from),
    formatDuration(to - from),
    t.states[outcome],
  );
}

function tableOf(spans: readonly Span[]): ChartTable {
  const time = {
    numeric: true,
    format: (value: unknown) => formatDuration(typeof value === 'number' ? value : null),
  };
  return {
    columns: [
      { label: t.columns.trial, numeric: true },
      { label: t.columns.worker },
      { label: t.columns.began, ...time },
      { label: t.columns.took, ...time },
      { label: t.columns.state },
    ],
    rows: spans.map(({ trial, worker, from, to, outcome }) => [
      trial + 1,
      t.worker(worker),
      from,
      to - from,
      t.states[outcome],
    ]),
  };
}
