'use client';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { insideTexts } from '../../texts/inside-texts.ts';
import classes from './inside.module.css';

const FEW = 32;

/** Small pictures side by side, at first a few of many, with what their colours mean below. */
export function Tiles({
  count,
  tile,
  legend,
}: {
  readonly count: number;
  readonly tile: (k: number) => ReactNode;
  readonly legend: ReactNode;
}) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className={classes.tiles}>
        {Array.from({ length: all ? count : Math.min(count, FEW) }, (_, k) => (
          <li key={k}>{tile(k)}</li>
        ))}
      </ul>
      <div className={classes.legend}>
        {legend}
        {count > FEW && !all && (
          <Button size="compact-sm" variant="default" onClick={() => setAll(true)}>
            {insideTexts.layers.more(count)}
          </Button>
        )}
      </div>
    </>
  );
}

/** A ramp of colours between the values at its ends. */
export function Ramp({
  palette,
  low,
  high,
  note,
}: {
  readonly palette: 'diverging' | 'filters' | 'viridis';
  readonly low: string;
  readonly high: string;
  readonly note: string;
}) {
  return (
    <>
      <span>{low}</span>
      <span className={classes.ramp} data-palette={palette} aria-hidden />
      <span>{high}</span>
      <span>{note}</span>
    </>
  );
}
