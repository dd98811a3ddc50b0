import { unionRows, type CurveSeries } from './points.ts';

/** A cell of a chart's table. */
export type Cell = number | string | null | undefined;

/** A column of a chart's table. */
export interface Column {
  readonly label: string;
  /** How people read it; files get the value itself. */
  readonly format?: (value: Cell) => string;
  readonly numeric?: boolean;
}

/** The numbers behind a chart. */
export interface ChartTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The table of some curves: a row for each place on x. */
export function curveTable(
  series: readonly CurveSeries[],
  xLabel: string,
  format: (value: number | null | undefined) => string,
): ChartTable {
  const shown = series.filter(({ faint }) => faint !== true);
  return {
    columns: [
      { label: xLabel },
      ...shown.map((one) => ({
        label: one.label,
        numeric: true,
        format: (value: Cell) => (one.format ?? format)(typeof value === 'string' ? undefined : value),
      })),
    ],
    rows: unionRows(shown).map(({ x, values }) => [x, ...shown.map(({ key }) => values[key])]),
  };
}

/** What a cell reads. */
export function cellText(value: Cell, column: Column): string {
  if (column.format !== undefined) return column.format(value);
  return value === null || value === undefined ? '–' : String(value);
}
