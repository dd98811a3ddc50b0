import type { ChartCardProps } from './chart-props.ts';

/** A value of a category, with the interval that it is believed to lie in. */
export interface BarItem {
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  /** The neutral series colour by default. */
  readonly colour?: string;
  /** Single measurements behind the value, drawn as dots. */
  readonly dots?: readonly { readonly key: string; readonly label: string; readonly value: number }[];
}

/** What a chart of categories shows. */
export interface BarChartProps extends Pick<ChartCardProps, 'title' | 'answer' | 'name' | 'badge'> {
  readonly items: readonly BarItem[];
  /** What the categories are, such as “Class”. */
  readonly itemLabel: string;
  /** What the values are, such as “Recall”. */
  readonly valueLabel: string;
  readonly format: (value: number | null | undefined) => string;
  readonly formatTick?: (value: number) => string;
  /** Bars begin at zero; dots stand where their values are, on an axis that need not hold zero. Bars by default. */
  readonly mark?: 'bar' | 'dot';
  /** A value to compare with, as a line through all categories. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** Ends of the value axis; what the values need by default. */
  readonly domain?: readonly [number, number];
  readonly onSelect?: (key: string) => void;
  readonly empty: string;
}
