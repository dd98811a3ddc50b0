'use client';
import { chartTexts } from '../texts/chart-texts.ts';
import { useGroupState, type useChartGroup } from './chart-group.tsx';
import { LegendSample } from './legend-sample.tsx';
import { MARK_SYMBOLS, nearest, pointAt, type CurveSeries, type Mark, type Point } from './points.ts';
import classes from './chart.module.css';

interface ReadOutProps {
  readonly store: ReturnType<typeof useChartGroup>['store'];
  readonly series: readonly CurveSeries[];
  readonly marks: readonly Mark[];
  readonly positions: readonly number[];
  readonly xLabel: string;
  readonly formatX: (x: number) => string;
  readonly format: (value: number | null | undefined) => string;
  readonly restAt: number | null;
  readonly beyond: number;
}

/** More values than this are not read at a glance. */
const MAX_ITEMS = 8;
/** Few values keep their places, so that the eye finds them; many are sorted. */
const KEEP_ORDER = 4;

/** The legend and the values at one place on x, in one strip of constant height under the drawing. */
export function ReadOut(props: ReadOutProps) {
  const { store, positions, marks, restAt, beyond } = props;
  const pinned = useGroupState(store, (state) => state.pinned);
  const at = useGroupState(store, (state) => state.cursor ?? state.pinned) ?? restAt;
  const x = at === null ? undefined : nearest(positions, at);
  const items = valuesAt(props.series, x);
  const mark = marks.find((one) => one.x === x);
  return (
    <dl className={classes.readOut} data-many={items.length > KEEP_ORDER}>
      <div className={classes.readOutItem}>
        <dt>{props.xLabel}</dt>
        <dd>
          {x === undefined ? '–' : props.formatX(x)}
          {mark !== undefined && (
            <small>
              {' '}
              {MARK_SYMBOLS[mark.kind]} {mark.label}
            </small>
          )}
          {pinned !== null && pinned === x && <small> {chartTexts.pinned}</small>}
        </dd>
      </div>
      {items.slice(0, MAX_ITEMS).map(({ series, point }) => (
        <div key={series.key} className={classes.readOutItem}>
          <dt>
            <LegendSample entry={{ ...series, area: series.shape === 'area' }} /> {series.label}
          </dt>
          <dd>
            {point?.y === null ? chartTexts.notANumber : (series.format ?? props.format)(point?.y)}
            <Band point={point} format={series.format ?? props.format} />
          </dd>
        </div>
      ))}
      {items.length > MAX_ITEMS && (
        <div className={classes.readOutItem}>
          <dt>{chartTexts.moreSeries(items.length - MAX_ITEMS)}</dt>
          <dd />
        </div>
      )}
      {beyond > 0 && (
        <div className={classes.readOutItem}>
          <dt>{chartTexts.beyond(beyond)}</dt>
          <dd />
        </div>
      )}
    </dl>
  );
}

/* How far the band of a mean reaches; that of sampled values would say little at one place. */
function Band({
  point,
  format,
}: {
  readonly point: Point | undefined;
  readonly format: ReadOutProps['format'];
}) {
  if (point?.count === undefined || point.low === undefined || point.high === undefined) return null;
  return <small> {chartTexts.band(format(point.low), format(point.high), point.count)}</small>;
}

interface Item {
  readonly series: CurveSeries;
  readonly point: Point | undefined;
}

/* Many are sorted by value, largest first, as the curves lie above each other at that place. */
function valuesAt(series: readonly CurveSeries[], x: number | undefined): Item[] {
  const items = series
    .filter(({ faint }) => faint !== true)
    .map((one) => ({ series: one, point: x === undefined ? undefined : pointAt(one.points, x) }));
  if (items.length <= KEEP_ORDER) return items;
  return items
    .filter(({ point }) => point !== undefined)
    .sort((a, b) => (b.point?.y ?? -Infinity) - (a.point?.y ?? -Infinity));
}
