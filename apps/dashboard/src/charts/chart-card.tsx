'use client';
import { Group, Text, Title } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { useId, useRef, useState, type ReactNode } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { ChartMenu, TableSwitch, type MenuExtra } from './chart-menu.tsx';
import { TableView } from './table-view.tsx';
import type { LegendEntry } from './legend.ts';
import type { ChartTable } from './table.ts';
import classes from './chart.module.css';

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
  /** The drawing; in full screen it gets the whole height. */
  readonly children: ReactNode;
}

/**
 * The frame of a chart: a question, the answer, the drawing; the same numbers as a table and as files.
 */
export function ChartCard(props: ChartCardProps) {
  const { title, answer, name, table, badge, empty, controls, foot, children } = props;
  const [view, setView] = useState<'plot' | 'table'>('plot');
  const plot = useRef<HTMLDivElement>(null);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLElement>();
  const id = useId();
  const isEmpty = empty !== undefined;
  return (
    <figure
      ref={ref}
      id={`chart-${name}`}
      className={classes.card}
      aria-labelledby={id}
      data-fullscreen={fullscreen}
      onKeyDown={(event) => {
        if (event.key === 'f' && isPlot(event.target)) void toggle();
      }}
    >
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={3} size="h5" id={id} className={classes.title}>
          {title}
        </Title>
        {!isEmpty && (
          <Group gap={2} wrap="nowrap">
            {view === 'plot' && controls}
            <TableSwitch view={view} onView={setView} />
            <ChartMenu {...props} plot={plot} canDraw={view === 'plot'} onFullscreen={() => void toggle()} />
          </Group>
        )}
      </Group>
      <Text component="figcaption" size="sm" className={classes.answer}>
        {answer}
      </Text>
      {isEmpty ? (
        <div className={classes.empty}>{empty}</div>
      ) : view === 'table' ? (
        <TableView table={table} label={title} />
      ) : (
        <>
          <div ref={plot} className={classes.plot} data-fullscreen={fullscreen}>
            {children}
          </div>
          {foot}
        </>
      )}
      {badge !== undefined && !isEmpty && (
        <Text size="xs" className={classes.badge}>
          {chartTexts.sampled(badge)}
        </Text>
      )}
    </figure>
  );
}

function isPlot(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-plot]') !== null;
}
