import { chartTexts } from '../texts/chart-texts.ts';
import { positionsOf, type CurveSeries, type Point } from './points.ts';

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

/**
 * The table of some curves: a row for each place on x.
 *
 * A mean of runs has the ends of its band and their number beside it, and the runs themselves come after all means.
 */
export function curveTable(
  series: readonly CurveSeries[],
  xLabel: string,
  format: (value: number | null | undefined) => string,
): ChartTable {
  const front = series.filter(({ faint }) => faint !== true);
  const hasMeans = front.some(({ points }) => points.some(isMean));
  const members = hasMeans ? series.filter(({ faint }) => faint === true) : [];
  const positions = positionsOf([...front, ...members]);
  const columns = [...front, ...members].flatMap((one) => valueColumns(one, positions, one.format ?? format));
  return {
    columns: [{ label: xLabel }, ...columns.map(({ column }) => column)],
    rows: positions.map((x, i) => [x, ...columns.map(({ cells }) => cells[i])]),
  };
}

/** How one metric of a table reads. */
interface MetricColumn {
  readonly label: string;
  readonly format: (value: number | null | undefined) => string;
}

/** The table of curves that turn back: a row for each point, in the order of training. */
export function trailTable(
  series: readonly CurveSeries[],
  { x, y }: { readonly x: MetricColumn; readonly y: MetricColumn },
): ChartTable {
  const read =
    ({ format }: MetricColumn) =>
    (value: Cell) =>
      format(typeof value === 'string' ? undefined : value);
  const column = (label: string, from: MetricColumn) => ({ label, numeric: true, format: read(from) });
  const hasMeans = series.some(({ points }) => points.some(isMean));
  const { low, high, count, curve } = chartTexts.columns;
  const ends = hasMeans
    ? [column(low(y.label), y), column(high(y.label), y), { label: count(y.label), numeric: true }]
    : [];
  return {
    columns: [{ label: curve }, column(x.label, x), column(y.label, y), ...ends],
    rows: series.flatMap(({ label, points }) =>
      points.map((point) => [
        label,
        point.x,
        point.y,
        ...(hasMeans ? [point.low, point.high, point.count] : []),
      ]),
    ),
  };
}

interface ValueColumn {
  readonly column: Column;
  readonly cells: readonly Cell[];
}

function valueColumns(
  { label, points }: CurveSeries,
  positions: readonly number[],
  format: (value: number | null | undefined) => string,
): ValueColumn[] {
  const byX = new Map(points.map((point) => [point.x, point]));
  const read = (value: Cell) => format(typeof value === 'string' ? undefined : value);
  const column = (name: string, part: (point: Point) => Cell, how?: (value: Cell) => string) => ({
    column: { label: name, numeric: true, ...(how === undefined ? {} : { format: how }) },
    cells: positions.map((x) => {
      const point = byX.get(x);
      return point === undefined ? undefined : part(point);
    }),
  });
  const value = column(label, ({ y }) => y, read);
  if (!points.some(isMean)) return [value];
  return [
    value,
    column(chartTexts.columns.low(label), ({ low }) => low, read),
    column(chartTexts.columns.high(label), ({ high }) => high, read),
    column(chartTexts.columns.count(label), ({ count }) => count),
  ];
}

function isMean({ count }: Point): boolean {
  return count !== undefined;
}

/** What a cell reads. */
export function cellText(value: Cell, column: Column): string {
  if (column.format !== undefined) return column.format(value);
  return value === null || value === undefined ? '–' : String(value);
}
