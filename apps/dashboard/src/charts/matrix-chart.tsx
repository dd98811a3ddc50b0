'use client';
import { memo, useMemo, useState, type KeyboardEvent } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { ChartCard } from './chart-card.tsx';
import { MatrixPlot } from './matrix-plot.tsx';
import type { CellPlace, MatrixChartProps } from './matrix-props.ts';
import type { Cell, ChartTable } from './table.ts';
import classes from './chart.module.css';

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A matrix of shaded cells: pointer or arrow keys read them out, a click or Enter opens one. */
export const MatrixChart = memo(function Chart(props: MatrixChartProps) {
  const { rows, columns, values, format, selected = null, onSelect } = props;
  const [active, setActive] = useState<CellPlace | null>(null);
  const table = useMemo(() => tableOf(props), [props]);
  const place = active ?? selected ?? { row: 0, column: 0 };
  const text = chartTexts.cell(
    rows[place.row] ?? '',
    columns[place.column] ?? '',
    props.describe?.(place) ?? format(values[place.row]?.[place.column]),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (move !== undefined) {
      setActive({
        row: Math.min(Math.max(place.row + move[0], 0), rows.length - 1),
        column: Math.min(Math.max(place.column + move[1], 0), columns.length - 1),
      });
    } else if (event.key === 'Enter') onSelect?.(place);
    else return;
    event.preventDefault();
  };
  const isEmpty = rows.length === 0 || columns.length === 0;
  return (
    <ChartCard
      {...props}
      table={table}
      empty={isEmpty ? props.empty : undefined}
      foot={
        <>
          <dl className={classes.readOut}>
            <div className={classes.readOutItem}>
              <dt>{`${props.rowLabel} → ${props.columnLabel}`}</dt>
              <dd>{text}</dd>
            </div>
          </dl>
          {props.foot}
        </>
      }
    >
      <div
        className={classes.matrix}
        role="slider"
        tabIndex={0}
        data-plot
        aria-label={props.title}
        aria-valuemin={0}
        aria-valuemax={Math.max(rows.length * columns.length - 1, 0)}
        aria-valuenow={place.row * columns.length + place.column}
        aria-valuetext={text}
        onKeyDown={onKeyDown}
      >
        <MatrixPlot {...props} active={active} onActive={setActive} />
      </div>
    </ChartCard>
  );
});

function tableOf({ rows, columns, values, rowLabel, format }: MatrixChartProps): ChartTable {
  const number = (value: Cell) => format(typeof value === 'string' ? undefined : value);
  return {
    columns: [{ label: rowLabel }, ...columns.map((label) => ({ label, numeric: true, format: number }))],
    rows: rows.map((label, i) => [label, ...(values[i] ?? [])]),
  };
}
