'use client';
import { memo } from 'react';
import { usePlotArea, useXAxisScale } from 'recharts';
import { chartTexts } from '../texts/chart-texts.ts';
import type { Range } from './chart-group.tsx';
import { brokenPlaces } from './path.ts';
import { MARK_SYMBOLS, type CurveSeries, type Mark } from './points.ts';

/** Pixels of the track below the x axis. */
export const TRACK_HEIGHT = 20;
/** Height of the labels of the x axis, which the track stands under. */
const LABELS = 26;
/** More marks of what is not a number would be a bar. */
const MAX_BROKEN = 60;

/** What happened, in a track under the x axis; the best epoch also as a line through the curves. */
export const TrackLayer = memo(function Track({
  marks,
  series,
}: {
  readonly marks: readonly Mark[];
  readonly series: readonly CurveSeries[];
}) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (area === undefined || x === undefined) return null;
  const inside = (left: number | undefined): left is number =>
    left !== undefined && left >= area.x - 1 && left <= area.x + area.width + 1;
  const bottom = area.y + area.height;
  return (
    <g>
      {marks.map((mark) => {
        const left = x(mark.x);
        if (!inside(left)) return null;
        const colour =
          mark.colour ?? (mark.kind === 'not-a-number' ? 'var(--tone-bad)' : 'var(--chart-axis)');
        return (
          <g key={`${mark.kind} ${mark.x} ${mark.label}`}>
            {mark.kind === 'best' && (
              <line
                x1={left}
                x2={left}
                y1={area.y}
                y2={bottom}
                stroke={colour}
                strokeDasharray="1 3"
                strokeWidth={1}
              />
            )}
            <text x={left} y={bottom + LABELS + 11} textAnchor="middle" fontSize={12} fill={colour}>
              {MARK_SYMBOLS[mark.kind]}
              <title>{`${mark.label}, ${mark.x}`}</title>
            </text>
          </g>
        );
      })}
      {brokenPlaces(series)
        .slice(0, MAX_BROKEN)
        .map((place) => {
          const left = x(place);
          if (!inside(left)) return null;
          return (
            <text
              key={place}
              x={left}
              y={bottom - 3}
              textAnchor="middle"
              fontSize={12}
              fill="var(--tone-bad)"
            >
              {MARK_SYMBOLS['not-a-number']}
              <title>{`${chartTexts.marks['not-a-number']}, ${place}`}</title>
            </text>
          );
        })}
    </g>
  );
});

/** A part of x behind the curves, to point at it. */
export function HighlightLayer({ range }: { readonly range: Range | undefined }) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (area === undefined || x === undefined || range === undefined) return null;
  const from = x(range[0]);
  const to = x(range[1]);
  if (from === undefined || to === undefined) return null;
  const left = Math.max(Math.min(from, to) - 5, area.x);
  const right = Math.min(Math.max(from, to) + 5, area.x + area.width);
  return (
    <rect
      data-highlight
      x={left}
      y={area.y}
      width={Math.max(right - left, 0)}
      height={area.height}
      rx={3}
      fill="var(--tone-active)"
      fillOpacity={0.14}
      stroke="var(--tone-active)"
      strokeOpacity={0.5}
    />
  );
}
