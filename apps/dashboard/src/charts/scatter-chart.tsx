'use client';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { ChartCard } from './chart-card.tsx';
import type { Dot, DotAxis, ScatterChartProps } from './scatter-props.ts';
import type { Cell, ChartTable } from './table.ts';
import classes from './chart.module.css';

const ScatterPlot = dynamic(() => import('./scatter-plot.tsx').then((module) => module.ScatterPlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

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
