import type { ReactNode, Ref } from 'react';
import type { LegendEntry } from './legend.ts';
import type { ChartTable } from './table.ts';

/** What every chart has around its drawing. */
export interface ChartCardProps {
  /** The question that the chart answers. */
  readonly title: string;
  /** The answer as a sentence with numbers. */
  readonly answer: string;
  /** Names the chart in its address and its files; unique on the page. */
  readonly name: string;
  /** The numbers as drawn. */
  readonly table: ChartTable;
  /** Every number, where the drawing shows a sample; files hold these. */
  readonly loadTable?: () => Promise<ChartTable>;
  readonly legend?: readonly LegendEntry[];
  /** Says how much of the data is drawn, such as “400 of 12,000 · min–max kept”. */
  readonly badge?: string | undefined;
  /** Said in place of the drawing while there is nothing to draw. */
  readonly empty?: string | undefined;
  /** Controls beside the title. */
  readonly controls?: ReactNode;
  /** More entries of the menu. */
  readonly extras?: readonly MenuExtra[];
  /** What stands below the drawing, as the read-out strip. */
  readonly foot?: ReactNode;
  /** The card's element. */
  readonly card?: Ref<HTMLElement>;
  /** The drawing; in full screen it gets the whole height. */
  readonly children: ReactNode;
}

/** One more entry of a chart's menu. */
export interface MenuExtra {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}
