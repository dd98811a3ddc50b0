import type { CurveSeries, Dash } from './points.ts';

/** One entry of a legend. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly dash?: Dash;
  /** An area rather than a line. */
  readonly area?: boolean;
}

/** The legend of some curves. */
export function legendOf(series: readonly CurveSeries[]): LegendEntry[] {
  return series
    .filter(({ faint }) => faint !== true)
    .map(({ label, colour, dash, shape }) => ({
      label,
      colour,
      ...(dash === undefined ? {} : { dash }),
      ...(shape === 'area' ? { area: true } : {}),
    }));
}
