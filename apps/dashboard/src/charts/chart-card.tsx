'use client';
import { Group, Text, Title } from '@mantine/core';
import { useFullscreenElement, useMergedRef } from '@mantine/hooks';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { chartTexts } from '../texts/chart-texts.ts';
import { ChartMenu, TableSwitch, type ChartFacts } from './chart-menu.tsx';
import type { ChartCardProps } from './chart-props.ts';
import { TableView } from './table-view.tsx';
import classes from './chart.module.css';

/**
 * The frame of a chart: a question, the answer, the drawing; the same numbers as a table and as files.
 */
export function ChartCard(props: ChartCardProps) {
  const { title, answer, name, table, badge, empty, controls, foot, card, children } = props;
  const [view, setView] = useState<'plot' | 'table'>('plot');
  const plot = useRef<HTMLDivElement>(null);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLElement>();
  const latest = useRef<ChartFacts>(props);
  useEffect(() => {
    latest.current = props;
  });
  const onFullscreen = useCallback(() => void toggle(), [toggle]);
  const id = useId();
  const isEmpty = empty !== undefined;
  return (
    <figure
      ref={useMergedRef(ref, card)}
      id={`chart-${name}`}
      className={classes.card}
      aria-labelledby={id}
      data-fullscreen={fullscreen}
      onKeyDown={(event) => {
        if (event.key === 'f' && isPlot(event.target)) void toggle();
      }}
    >
      <Group justify="space-between" align="flex-start" gap="xs">
        <Title order={3} size="h5" id={id} className={classes.title}>
          {title}
        </Title>
        {!isEmpty && (
          <Group gap={2} wrap="nowrap">
            {view === 'plot' && controls}
            <TableSwitch view={view} onView={setView} />
            <ChartMenu latest={latest} plot={plot} canDraw={view === 'plot'} onFullscreen={onFullscreen} />
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
