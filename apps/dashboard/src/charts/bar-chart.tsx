'use client';
import dynamic from 'next/dynamic';
import { memo, useMemo } from 'react';
import { barHeight } from './bar-height.ts';
import { ChartCard } from './chart-card.tsx';
import type { BarChartProps, BarItem } from './bar-props.ts';
import type { Cell, ChartTable } from './table.ts';
import classes from './chart.module.css';

const IntervalPlot = dynamic(() => import('./interval-plot.tsx').then((module) => module.IntervalPlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

/** Values of categories as bars or dots with their intervals, one row each. */
export const BarChart = memo(function Chart(props: BarChartProps) {
  const { items, itemLabel, valueLabel, format } = props;
  const table = useMemo(
    () => tableOf(items, itemLabel, valueLabel, format),
    [items, itemLabel, valueLabel, format],
  );
  return (
    <ChartCard {...props} table={table} empty={items.length === 0 ? props.empty : undefined}>
      <div className={classes.rows} style={{ height: barHeight(items.length) }}>
        <IntervalPlot {...props} />
      </div>
    </ChartCard>
  );
});

function tableOf(
  items: readonly BarItem[],
  itemLabel: string,
  valueLabel: string,
  format: BarChartProps['format'],
): ChartTable {
  const number = (value: Cell) => format(typeof value === 'string' ? undefined : value);
  const intervals = items.some(({ low }) => low !== undefined);
  return {
    columns: [
      { label: itemLabel },
      { label: valueLabel, numeric: true, format: number },
      ...(intervals
        ? [
            { label: `${valueLabel}, low`, numeric: true, format: number },
            { label: `${valueLabel}, high`, numeric: true, format: number },
          ]
        : []),
    ],
    rows: items.map(({ label, value, low, high }) => [label, value, ...(intervals ? [low, high] : [])]),
  };
}
