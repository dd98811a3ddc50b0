'use client';
import dynamic from 'next/dynamic';
import { memo, useMemo } from 'react';
import { ChartCard } from './chart-card.tsx';
import type { ChartCardProps } from './chart-props.ts';
import type { Cell, ChartTable } from './table.ts';
import classes from './chart.module.css';

const IntervalPlot = dynamic(() => import('./interval-plot.tsx').then((module) => module.IntervalPlot), {
  ssr: false,
  loading: () => <div className={classes.waiting} aria-hidden />,
});

/** A value of a category, with the interval that it is believed to lie in. */
export interface BarItem {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  /** The neutral series colour by default. */
  readonly colour?: string;
  /** Single measurements behind the value, drawn as dots. */
  readonly dots?: readonly { readonly key: string; readonly label: string; readonly value: number }[];
}

/** What a chart of categories shows. */
export interface BarChartProps extends Pick<ChartCardProps, 'title' | 'answer' | 'name' | 'badge'> {
  readonly items: readonly BarItem[];
  /** What the categories are, such as “Class”. */
  readonly itemLabel: string;
  /** What the values are, such as “Recall”. */
  readonly valueLabel: string;
  readonly format: (value: number | null | undefined) => string;
  readonly formatTick?: (value: number) => string;
  /** Bars begin at zero; dots stand where their values are, on an axis that need not hold zero. Bars by default. */
  readonly mark?: 'bar' | 'dot';
  /** A value to compare with, as a line through all categories. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** Ends of the value axis; what the values need by default. */
  readonly domain?: readonly [number, number];
  readonly onSelect?: (key: string) => void;
  readonly empty: string;
}

/** Values of categories as bars or dots with their intervals, one row each. */
export const BarChart = memo(function Chart(props: BarChartProps) {
  const { items, itemLabel, valueLabel, format } = props;
  const table = useMemo(
    () => tableOf(items, itemLabel, valueLabel, format),
    [items, itemLabel, valueLabel, format],
  );
  return (
    <ChartCard {...props} table={table} empty={items.length === 0 ? props.empty : undefined}>
      <IntervalPlot {...props} />
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
