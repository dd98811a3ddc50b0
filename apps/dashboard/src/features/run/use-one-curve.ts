'use client';
import { useMemo } from 'react';
import { runColour } from '../../charts/colours.ts';
import type { CurveSeries } from '../../charts/points.ts';

/** One curve of a run in its colour; none while it has no points. */
export function useOneCurve(
  label: string,
  colour: number,
  points: CurveSeries['points'],
  { dash = 'solid', shape = 'line' }: Pick<CurveSeries, 'dash' | 'shape'> = {},
): readonly CurveSeries[] {
  return useMemo(
    () =>
      points.length === 0 ? [] : [{ key: label, label, colour: runColour(colour), points, dash, shape }],
    [label, colour, points, dash, shape],
  );
}
