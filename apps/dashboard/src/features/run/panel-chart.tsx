'use client';
import type { PanelChart as PanelChartData, PanelResult } from '@convlab/core';
import { useMemo } from 'react';
import { BarChart } from '../../charts/bar-chart.tsx';
import { ChartCard } from '../../charts/chart-card.tsx';
import chartClasses from '../../charts/chart.module.css';
import { runColour } from '../../charts/colours.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { ScatterChart } from '../../charts/scatter-chart.tsx';
import { TableView } from '../../charts/table-view.tsx';
import type { ChartTable } from '../../charts/table.ts';
import { texts } from '../../texts/texts.ts';
import { formatUnit, tickUnit } from './panel-unit.ts';

const { empty } = texts.run.panels;
const DASHES = ['solid', 'dashed', 'dotted'] as const;

interface PanelChartProps {
  readonly name: string;
  readonly title: string;
  readonly result: PanelResult;
  /** Hue of the run. */
  readonly colour: number;
}

type KindProps<Type extends PanelChartData['type']> = Pick<PanelChartProps, 'name' | 'title' | 'colour'> & {
  readonly answer: string;
  readonly chart: Extract<PanelChartData, { type: Type }>;
};

/** The chart that a panel describes, drawn as every other chart of the page. */
export function PanelChart({ result: { answer, chart }, ...props }: PanelChartProps) {
  const shared = { ...props, answer };
  switch (chart.type) {
    case 'curves':
      return <Curves {...shared} chart={chart} />;
    case 'bars':
      return <Bars {...shared} chart={chart} />;
    case 'scatter':
      return <Scatter {...shared} chart={chart} />;
    case 'matrix':
      return <Matrix {...shared} chart={chart} />;
    case 'table':
      return <PanelTable {...shared} chart={chart} />;
  }
}

function Curves({ chart: { x, y, series }, colour, ...card }: KindProps<'curves'>) {
  const drawn = useMemo(
    () =>
      series.map(({ name, points }, i) => ({
        key: String(i),
        label: name,
        colour: runColour(colour + Math.floor(i / DASHES.length)),
        dash: DASHES[i % DASHES.length] ?? 'solid',
        points: points.toSorted((a, b) => a.x - b.x),
      })),
    [series, colour],
  );
  return (
    <CurveChart
      {...card}
      series={drawn}
      xLabel={x.label}
      format={formatUnit(y.unit)}
      formatTick={tickUnit(y.unit)}
      log={y.log === true}
      empty={empty}
    />
  );
}

function Bars({ chart: { itemLabel, value, items }, colour, ...card }: KindProps<'bars'>) {
  const drawn = useMemo(
    () =>
      items.map(({ label, value: height, low, high }, i) => ({
        key: String(i),
        label,
        value: height,
        colour: runColour(colour),
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
      })),
    [items, colour],
  );
  return (
    <BarChart
      {...card}
      items={drawn}
      itemLabel={itemLabel}
      valueLabel={value.label}
      format={formatUnit(value.unit)}
      formatTick={tickUnit(value.unit)}
      empty={empty}
    />
  );
}

function Scatter({ chart: { dotLabel, x, y, dots }, colour, ...card }: KindProps<'scatter'>) {
  const drawn = useMemo(
    () => dots.map((dot, i) => ({ ...dot, key: String(i), colour: runColour(colour) })),
    [dots, colour],
  );
  return (
    <ScatterChart {...card} dots={drawn} dotLabel={dotLabel} x={dotAxis(x)} y={dotAxis(y)} empty={empty} />
  );
}

const dotAxis = ({ label, unit, log }: KindProps<'scatter'>['chart']['x']) => ({
  label,
  format: formatUnit(unit),
  formatTick: tickUnit(unit),
  scale: log === true ? ('log' as const) : ('linear' as const),
});

function Matrix({ chart, name, title, answer }: KindProps<'matrix'>) {
  const { rows, columns, rowLabel, columnLabel, values, unit } = chart;
  const hasNegative = values.some((row) => row.some((value) => value !== null && value < 0));
  return (
    <MatrixChart
      name={name}
      title={title}
      answer={answer}
      rows={rows}
      columns={columns}
      rowLabel={rowLabel}
      columnLabel={columnLabel}
      values={values}
      palette={hasNegative ? 'diverging' : 'sequential'}
      format={formatUnit(unit)}
      empty={empty}
    />
  );
}

function PanelTable({ chart: { columns, rows }, name, title, answer }: KindProps<'table'>) {
  const table = useMemo((): ChartTable => {
    const heads = columns.map(({ label, unit }) => {
      if (unit === 'text') return { label };
      const format = formatUnit(unit);
      return {
        label,
        numeric: true,
        format: (value: ChartTable['rows'][number][number]) =>
          typeof value === 'string' ? value : format(value),
      };
    });
    return { columns: heads, rows };
  }, [columns, rows]);
  return (
    <ChartCard
      name={name}
      title={title}
      answer={answer}
      table={table}
      empty={rows.length === 0 ? empty : undefined}
    >
      {/* A table view shows the last rows first; here they stand as the panel gave them. */}
      <div className={chartClasses.rows}>
        <TableView table={{ ...table, rows: rows.toReversed() }} label={title} />
      </div>
    </ChartCard>
  );
}
