'use client';
import { memo, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { DASH_ARRAYS } from './colours.ts';
import { bandPath, linePath, lonelyPoints } from './path.ts';
import type { CurveSeries, Point } from './points.ts';

/** More curves than this are drawn thinner and fainter. */
const MANY = 10;

/** All curves of a drawing, each one path and plain faint ones of a colour one together, cut off at the ends of the axes. */
export const CurveLayer = memo(function Layer({ series }: { readonly series: readonly CurveSeries[] }) {
  const id = useId();
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (area === undefined || x === undefined || y === undefined) return null;
  const { crowds, others } = partsOf(series);
  // Faint ones first: they lie behind.
  const ordered = others.toSorted((a, b) => Number(b.faint === true) - Number(a.faint === true));
  return (
    <g clipPath={`url(#${id})`}>
      <defs>
        <clipPath id={id}>
          <rect x={area.x - 4} y={area.y - 4} width={area.width + 8} height={area.height + 8} />
        </clipPath>
      </defs>
      {crowds.map((crowd) => (
        <Crowd key={crowd.colour} {...crowd} x={x} y={y} />
      ))}
      {ordered.map((one) => (
        <Curve key={one.key} series={one} x={x} y={y} crowded={others.length > MANY} />
      ))}
    </g>
  );
});

interface CrowdOfCurves {
  readonly colour: string;
  readonly members: readonly CurveSeries[];
}

/* Members of a mean may be many; as one path they cost little more than one curve. */
function partsOf(series: readonly CurveSeries[]): {
  readonly crowds: readonly CrowdOfCurves[];
  readonly others: readonly CurveSeries[];
} {
  const crowds = new Map<string, CurveSeries[]>();
  const others: CurveSeries[] = [];
  for (const one of series) {
    if (one.faint === true && one.shape === undefined && one.points.every(({ low }) => low === undefined))
      crowds.set(one.colour, [...(crowds.get(one.colour) ?? []), one]);
    else others.push(one);
  }
  return { crowds: [...crowds].map(([colour, members]) => ({ colour, members })), others };
}

function Crowd({ colour, members, x, y }: CrowdOfCurves & Pick<CurveProps, 'x' | 'y'>) {
  return (
    <path
      // A value without neighbours is a dot: the round end of a line of no length.
      d={members
        .map((one) => linePath(one, x, y) + lonelyPoints(one.points).map(dotAt(x, y)).join(''))
        .join('')}
      data-members={members.length}
      fill="none"
      stroke={colour}
      strokeWidth={1}
      strokeOpacity={0.28}
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  );
}

function dotAt(x: CurveProps['x'], y: CurveProps['y']) {
  return (point: Point): string => linePath({ points: [point, point] }, x, y);
}

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
