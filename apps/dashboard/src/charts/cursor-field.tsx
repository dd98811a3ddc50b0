'use client';
import type { KeyboardEvent, ReactNode } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { useGroupState, type useChartGroup } from './chart-group.tsx';
import { nearest, pointAt, stepFrom, type CurveSeries } from './points.ts';
import classes from './chart.module.css';

interface CursorFieldProps {
  readonly store: ReturnType<typeof useChartGroup>['store'];
  readonly positions: readonly number[];
  readonly series: readonly CurveSeries[];
  readonly restAt: number | null;
  readonly title: string;
  readonly valueText: (x: number, values: string) => string;
  readonly format: (value: number | null | undefined) => string;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -Infinity,
  End: Infinity,
};

/** Values spoken for one place are few, or nobody listens to the end. */
const SPOKEN = 4;

/** Makes a drawing readable by arrow keys: a slider over x whose value is what the curves are there. */
export function CursorField(props: CursorFieldProps) {
  const { store, positions, restAt, title, children } = props;
  const at = useGroupState(store, ({ cursor, pinned }) => cursor ?? pinned) ?? restAt;
  const here = at === null ? undefined : nearest(positions, at);
  const onKeyDown = (event: KeyboardEvent): void => {
    props.onKey(event);
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : STEPS[event.key];
    if (by !== undefined && here !== undefined) {
      store.set({ cursor: stepFrom(positions, here, by) ?? null });
      event.preventDefault();
    }
    if (event.key === 'Enter' && here !== undefined) togglePin(store, here);
    if (event.key === 'Escape') store.set({ cursor: null, pinned: null });
  };
  return (
    <div
      className={classes.field}
      role="slider"
      tabIndex={0}
      data-plot
      aria-label={chartTexts.cursor(title)}
      aria-valuemin={positions[0] ?? 0}
      aria-valuemax={positions.at(-1) ?? 0}
      aria-valuenow={here ?? 0}
      aria-valuetext={here === undefined ? '' : props.valueText(here, spokenValues(props, here))}
      onKeyDown={onKeyDown}
      onBlur={() => store.set({ cursor: null })}
    >
      {children}
    </div>
  );
}

/** Pins the cursor at `x`, or lets it go where it was pinned already. */
export function togglePin(store: CursorFieldProps['store'], x: number): void {
  store.set({ pinned: store.get().pinned === x ? null : x });
}

function spokenValues({ series, format }: CursorFieldProps, x: number): string {
  return series
    .filter(({ faint }) => faint !== true)
    .flatMap((one) => {
      const point = pointAt(one.points, x);
      return point === undefined ? [] : [`${one.label} ${(one.format ?? format)(point.y)}`];
    })
    .slice(0, SPOKEN)
    .join(', ');
}
