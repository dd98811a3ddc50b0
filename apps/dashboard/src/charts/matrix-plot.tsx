'use client';
import { memo, useMemo, type MouseEvent } from 'react';
import type { CellPlace, MatrixChartProps } from './matrix-props.ts';
import { shadeOf } from './shade.ts';

interface MatrixPlotProps extends MatrixChartProps {
  readonly active: CellPlace | null;
  readonly onActive: (place: CellPlace | null) => void;
}

/** Wider than high, so that counts fit. */
const CELL = { width: 44, height: 30 };
/** With more columns than this, cells shrink and their numbers stand in the strip alone. */
const NUMBERED = 14;
const SMALL = { width: 14, height: 14 };
const TINY = { width: 6, height: 6 };
const LABEL_PX = 7;
const MAX_LABEL_PX = 200;
/** Longer names of rows, and of columns, are shortened. */
const MAX_ROW = 24;
const MAX_COLUMN = 15;

/** The drawing of a matrix. */
export function MatrixPlot(props: MatrixPlotProps) {
  const { rows, columns, active, selected, onActive, onSelect } = props;
  const numbered = columns.length <= NUMBERED;
  const size = useMemo(
    () => (numbered ? wideEnough(props.values, props.format) : columns.length <= 40 ? SMALL : TINY),
    [numbered, columns.length, props.values, props.format],
  );
  const labelled = size !== TINY;
  const left = labelled
    ? Math.min(MAX_LABEL_PX, Math.max(...rows.map((row) => row.length)) * LABEL_PX + 30)
    : 24;
  const columnRoom = labelled ? Math.min(90, Math.max(...columns.map((one) => one.length)) * 6.2 + 30) : 24;
  const turned = columns.some((one) => one.length * LABEL_PX > size.width);
  const top = turned ? columnRoom : 40;
  const width = left + columns.length * size.width + 2;
  const height = top + rows.length * size.height + 2;
  const placeOf = (event: MouseEvent): CellPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns.length);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows.length);
    return {
      row: Math.min(Math.max(row, 0), rows.length - 1),
      column: Math.min(Math.max(column, 0), columns.length - 1),
    };
  };
  return (
    <svg
      data-drawing
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{ maxWidth: '100%', height: 'auto' }}
    >
      <AxisNames {...props} left={left} top={top} width={width} height={height} />
      {labelled && <Labels rows={rows} columns={columns} size={size} left={left} top={top} turned={turned} />}
      <g transform={`translate(${left} ${top})`}>
        <Cells {...props} size={size} numbered={numbered} />
        {[selected, active].map(
          (place, i) =>
            place !== null &&
            place !== undefined && (
              <rect
                key={i}
                data-tool
                x={place.column * size.width}
                y={place.row * size.height}
                width={size.width}
                height={size.height}
                fill="none"
                stroke="var(--mantine-color-text)"
                strokeWidth={i === 0 ? 2.5 : 1.5}
                rx={2}
              />
            ),
        )}
        <rect
          data-tool
          width={columns.length * size.width}
          height={rows.length * size.height}
          fill="transparent"
          style={{ cursor: onSelect === undefined ? 'crosshair' : 'pointer' }}
          onMouseMove={(event) => onActive(placeOf(event))}
          onMouseLeave={() => onActive(null)}
          onClick={(event) => onSelect?.(placeOf(event))}
        />
      </g>
    </svg>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const Cells = memo(function AllCells({
  values,
  shades = values,
  palette,
  format,
  size,
  numbered,
}: MatrixChartProps & { readonly size: Size; readonly numbered: boolean }) {
  const most = useMemo(() => largest(shades), [shades]);
  return values.map((row, i) =>
    row.map((value, j) => {
      const strength = most === 0 ? 0 : (shades[i]?.[j] ?? 0) / most;
      const { fill, opacity, text } = shadeOf(strength, palette);
      return (
        <g key={`${i} ${j}`}>
          <rect
            x={j * size.width + 0.5}
            y={i * size.height + 0.5}
            width={size.width - 1}
            height={size.height - 1}
            rx={size.width > 10 ? 2 : 0}
            fill={fill}
            fillOpacity={value === null ? 0 : opacity}
            stroke={value === null ? 'var(--chart-grid)' : 'none'}
          />
          {numbered && value !== null && (
            <text
              x={(j + 0.5) * size.width}
              y={(i + 0.5) * size.height + 4}
              textAnchor="middle"
              fontSize={12}
              fill={text}
            >
              {format(value)}
            </text>
          )}
        </g>
      );
    }),
  );
});

function Labels({
  rows,
  columns,
  size,
  left,
  top,
  turned,
}: {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly size: Size;
  readonly left: number;
  readonly top: number;
  readonly turned: boolean;
}) {
  const font = size.height === CELL.height ? 12 : 10;
  return (
    <g fontSize={font} fill="var(--chart-axis)">
      {rows.map((label, i) => (
        <text key={i} x={left - 6} y={top + (i + 0.5) * size.height + 4} textAnchor="end">
          {shortened(label, MAX_ROW)}
        </text>
      ))}
      {columns.map((label, j) => {
        const x = left + (j + 0.5) * size.width;
        return turned ? (
          <text key={j} textAnchor="start" transform={`translate(${x + 4} ${top - 6}) rotate(-55)`}>
            {shortened(label, MAX_COLUMN)}
          </text>
        ) : (
          <text key={j} x={x} y={top - 6} textAnchor="middle">
            {label}
          </text>
        );
      })}
    </g>
  );
}

function AxisNames({
  rowLabel,
  columnLabel,
  left,
  top,
  width,
  height,
}: MatrixChartProps & {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}) {
  return (
    <g fontSize={12} fontWeight={600} fill="var(--chart-axis)">
      <text x={(left + width) / 2} y={12} textAnchor="middle">
        {columnLabel}
      </text>
      <text transform={`translate(12 ${(top + height) / 2}) rotate(-90)`} textAnchor="middle">
        {rowLabel}
      </text>
    </g>
  );
}

function shortened(label: string, most: number): string {
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

/* Cells in which the longest of the numbers fits. */
function wideEnough(values: MatrixChartProps['values'], format: MatrixChartProps['format']): Size {
  const longest = Math.max(...values.flat().map((value) => (value === null ? 0 : format(value).length)));
  return { ...CELL, width: Math.max(CELL.width, longest * LABEL_PX + 10) };
}

function largest(shades: readonly (readonly (number | null)[])[]): number {
  let most = 0;
  for (const row of shades) for (const value of row) most = Math.max(most, Math.abs(value ?? 0));
  return most;
}
