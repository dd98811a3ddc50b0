import type { Scale } from './axis.ts';
import type { ChartCardProps } from './chart-props.ts';

/** A dot of a scatter chart. */
export interface Dot {
  readonly key: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly colour?: string;
  /** Drawn larger, with a ring: selected, pinned or best. */
  readonly strong?: boolean;
  /** Where an arrow to this dot begins, as from a run to what became of it. */
  readonly from?: { readonly x: number; readonly y: number };
}

/** A part of the background that means something. */
export interface Zone {
  readonly label: string;
  /** Corners in values of both axes; `Infinity` is the end of an axis. */
  readonly corners: readonly (readonly [number, number])[];
  readonly colour: string;
  /** Where its name stands. */
  readonly labelAt: readonly [number, number];
}

/** An axis of a scatter chart. */
export interface DotAxis {
  readonly label: string;
  readonly format: (value: number | null | undefined) => string;
  readonly formatTick?: (value: number) => string;
  readonly scale?: Scale;
  readonly zero?: boolean;
}

/** What a scatter chart shows. */
export interface ScatterChartProps extends Pick<ChartCardProps, 'title' | 'answer' | 'name' | 'badge'> {
  readonly dots: readonly Dot[];
  readonly x: DotAxis;
  readonly y: DotAxis;
  readonly zones?: readonly Zone[];
  /** What a dot is, such as “Run”. */
  readonly dotLabel: string;
  readonly onSelect?: (key: string) => void;
  readonly empty: string;
}
