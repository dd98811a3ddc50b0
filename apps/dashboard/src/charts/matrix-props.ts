import type { ReactNode } from 'react';
import type { ChartCardProps } from './chart-props.ts';

/** A place in a matrix. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** What a matrix shows. */
export interface MatrixChartProps extends Pick<
  ChartCardProps,
  'title' | 'answer' | 'name' | 'badge' | 'controls'
> {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly rowLabel: string;
  readonly columnLabel: string;
  /** Row by row; `null` where there is nothing. */
  readonly values: readonly (readonly (number | null)[])[];
  /** What the colour tells; the values by default. A confusion matrix is coloured by its shares and reads as counts. */
  readonly shades?: readonly (readonly (number | null)[])[];
  /** One hue from nothing to most, or two hues around zero for differences. */
  readonly palette: 'sequential' | 'diverging';
  readonly format: (value: number | null | undefined) => string;
  /** A longer text of a cell for the strip below; its value by default. */
  readonly describe?: (place: CellPlace) => string;
  readonly selected?: CellPlace | null;
  readonly onSelect?: (place: CellPlace) => void;
  readonly empty: string;
  readonly foot?: ReactNode;
}
