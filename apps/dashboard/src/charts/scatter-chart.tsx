'use client';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { ChartCard } from './chart-card.tsx';
import type { ChartCardProps } from './chart-props.ts';
import type { Scale } from './axis.ts';
import type { Cell, ChartTable } from './table.ts';
import classes from './chart.module.css';

const ScatterPlot = dynamic(() => import('./scatter-plot.tsx').then((module) => module.ScatterPlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

/** A dot of a scatter chart. */
export interface Dot {
  readonly key: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly colour?: string;
  /** Drawn larger, with a ring: selected, pinned or best. */
  readonly strong?: boolean;
  /** Where an arrow to this dot begins, as from a run to what became of it. */
  readonly from?: { readonly x: number; readonly y: number };
}

/** A part of the background that means something. */
export interface Zone {
  readonly label: string;
  /** Corners in values of both axes; `Infinity` is the end of an axis. */
  readonly corners: readonly (readonly [number, number])[];
  readonly colour: string;
  /** Where its name stands. */
  readonly labelAt: readonly [number, number];
}

/** An axis of a scatter chart. */
export interface DotAxis {
  readonly label: string;
  readonly format: (value: number | null | undefined) => string;
  readonly formatTick?: (value: number) => string;
  readonly scale?: Scale;
  readonly zero?: boolean;
}

/** What a scatter chart shows. */
export interface ScatterChartProps extends Pick<ChartCardProps, 'title' | 'answer' | 'name' | 'badge'> {
  readonly dots: readonly Dot[];
  readonly x: DotAxis;
  readonly y: DotAxis;
  readonly zones?: readonly Zone[];
  /** What a dot is, such as “Run”. */
  readonly dotLabel: string;
  readonly onSelect?: (key: string) => void;
  readonly empty: string;
}

/** Dots over two values; the one pointed at is read out below, arrow keys go from dot to dot along x. */
export const ScatterChart = memo(function Chart(props: ScatterChartProps) {
  const { dots, x, y, dotLabel, onSelect } = props;
  const table = useMemo(() => tableOf(dots, x, y, dotLabel), [dots, x, y, dotLabel]);
  const inOrder = useMemo(() => dots.toSorted((a, b) => (a.x === b.x ? a.y - b.y : a.x - b.x)), [dots]);
  const [active, setActive] = useState<string | null>(null);
  const index = inOrder.findIndex(({ key }) => key === active);
  const dot = inOrder[index] ?? inOrder.find(({ strong }) => strong === true) ?? inOrder[0];
  const go = (by: number): void => {
    const next = inOrder[Math.min(Math.max(index + by, 0), inOrder.length - 1)];
    setActive(next?.key ?? null);
  };
  const text =
    dot === undefined ? '' : `${dot.label}: ${x.label} ${x.format(dot.x)}, ${y.label} ${y.format(dot.y)}`;
  return (
    <ChartCard
      {...props}
      table={table}
      empty={dots.length === 0 ? props.empty : undefined}
      foot={
        <dl className={classes.readOut}>
          <Item term={dotLabel} value={dot?.label ?? '–'} />
          <Item term={x.label} value={x.format(dot?.x)} />
          <Item term={y.label} value={y.format(dot?.y)} />
        </dl>
      }
    >
      <div
        className={classes.field}
        role="slider"
        tabIndex={0}
        data-plot
        aria-label={props.title}
        aria-valuemin={0}
        aria-valuemax={Math.max(inOrder.length - 1, 0)}
        aria-valuenow={Math.max(index, 0)}
        aria-valuetext={text}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight' || event.key === 'ArrowUp') go(1);
          else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') go(-1);
          else if (event.key === 'Enter' && dot !== undefined) onSelect?.(dot.key);
          else return;
          event.preventDefault();
        }}
      >
        <ScatterPlot {...props} active={dot?.key ?? null} onActive={setActive} />
      </div>
    </ChartCard>
  );
});

function Item({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div className={classes.readOutItem}>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function tableOf(dots: readonly Dot[], x: DotAxis, y: DotAxis, dotLabel: string): ChartTable {
  const column = ({ label, format }: DotAxis) => ({
    label,
    numeric: true,
    format: (value: Cell) => format(typeof value === 'string' ? undefined : value),
  });
  return {
    columns: [{ label: dotLabel }, column(x), column(y)],
    rows: dots.map((dot) => [dot.label, dot.x, dot.y]),
  };
}
