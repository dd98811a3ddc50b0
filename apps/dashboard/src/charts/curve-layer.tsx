'use client';
import { memo, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { DASH_ARRAYS } from './colours.ts';
import { bandPath, linePath, lonelyPoints } from './path.ts';
import type { CurveSeries } from './points.ts';

/** More curves than this are drawn thinner and fainter. */
const MANY = 10;

/** All curves of a drawing, each one path, cut off at the ends of the axes. */
export const CurveLayer = memo(function Layer({ series }: { readonly series: readonly CurveSeries[] }) {
  const id = useId();
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (area === undefined || x === undefined || y === undefined) return null;
  // Faint ones first: they lie behind.
  const ordered = series.toSorted((a, b) => Number(b.faint === true) - Number(a.faint === true));
  return (
    <g clipPath={`url(#${id})`}>
      <defs>
        <clipPath id={id}>
          <rect x={area.x - 4} y={area.y - 4} width={area.width + 8} height={area.height + 8} />
        </clipPath>
      </defs>
      {ordered.map((one) => (
        <Curve key={one.key} series={one} x={x} y={y} crowded={series.length > MANY} />
      ))}
    </g>
  );
});

interface CurveProps {
  readonly series: CurveSeries;
  readonly x: (value: number) => number | undefined;
  readonly y: (value: number) => number | undefined;
  readonly crowded: boolean;
}

const Curve = memo(function OneCurve({ series, x, y, crowded }: CurveProps) {
  const { key, colour, dash = 'solid', shape, faint = false, points } = series;
  const band = bandPath(points, x, y);
  return (
    <g>
      {band !== '' && <path d={band} fill={colour} stroke="none" fillOpacity={faint ? 0.07 : 0.14} />}
      {shape !== 'area' && (
        <path
          d={linePath(series, x, y)}
          data-series={key}
          fill="none"
          stroke={colour}
          strokeWidth={faint || crowded ? 1 : 1.75}
          strokeOpacity={faint ? 0.28 : 1}
          strokeLinejoin="round"
          strokeLinecap={dash === 'dotted' ? 'round' : 'butt'}
          {...(DASH_ARRAYS[dash] === undefined ? {} : { strokeDasharray: DASH_ARRAYS[dash] })}
        />
      )}
      {shape !== 'area' &&
        lonelyPoints(points).map((point) => (
          <circle key={point.x} cx={x(point.x)} cy={y(point.y ?? 0)} r={3} fill={colour} />
        ))}
    </g>
  );
});
