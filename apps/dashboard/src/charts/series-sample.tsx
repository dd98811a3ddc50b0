import type { Series } from './series.ts';

/** A short piece of a series' line, for legends. */
export function SeriesSample({ series }: { readonly series: Series }) {
  return (
    <svg width="18" height="8" aria-hidden="true" style={{ verticalAlign: 'middle' }}>
      <line
        x1="0"
        y1="4"
        x2="18"
        y2="4"
        stroke={series.colour}
        strokeWidth="2"
        {...(series.dashed === true ? { strokeDasharray: '5 3' } : {})}
      />
    </svg>
  );
}
