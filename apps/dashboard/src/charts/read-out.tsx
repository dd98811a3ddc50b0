import { chartTexts } from '../texts/chart-texts.ts';
import { SeriesSample } from './series-sample.tsx';
import type { Band, ChartRow, Mark, Series } from './series.ts';
import classes from './chart.module.css';

interface ReadOutProps {
  readonly row: ChartRow | undefined;
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly format: (value: number | null | undefined) => string;
  readonly band?: Band;
  readonly marks?: readonly Mark[];
}

/** The legend and the values at one place on x, in one strip of constant height under the plot. */
export function ReadOut({ row, series, xLabel, format, band, marks = [] }: ReadOutProps) {
  const mark = marks.find(({ x }) => x === row?.x);
  return (
    <dl className={classes.readOut}>
      <div className={classes.readOutItem}>
        <dt>{xLabel}</dt>
        <dd>
          {row?.x ?? '–'}
          {mark === undefined ? '' : ` ${mark.symbol} ${mark.label}`}
        </dd>
      </div>
      {series.map((one) => (
        <div key={one.key} className={classes.readOutItem}>
          <dt>
            <SeriesSample series={one} /> {one.label}
          </dt>
          <dd>{row?.[one.key] === null ? chartTexts.notANumber : format(row?.[one.key])}</dd>
        </div>
      ))}
      {band !== undefined && (
        <div className={classes.readOutItem}>
          <dt>
            <span className={classes.bandSample} aria-hidden /> {band.label}
          </dt>
          <dd>{band.format(row?.[band.key])}</dd>
        </div>
      )}
    </dl>
  );
}
