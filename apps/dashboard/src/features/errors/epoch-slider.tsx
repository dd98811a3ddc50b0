'use client';
import { Slider, Text } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { flipsTexts as t } from '../../texts/flips-texts.ts';
import classes from './errors.module.css';

/** Chooses one of the kept epochs; the view changes when the slider is let go, or at each key. */
export function EpochSlider({
  epochs,
  since,
  best,
  onSince,
}: {
  readonly epochs: readonly number[];
  /** The last of them up to this one is chosen, or the first. */
  readonly since: number;
  readonly best: number | null;
  readonly onSince: (epoch: number) => void;
}) {
  const id = useId();
  const [moved, setMoved] = useState<number | null>(null);
  // The address follows a moment later; keys that are pressed meanwhile go on from where the thumb stands.
  useEffect(() => setMoved(null), [since]);
  const upTo = epochs.findLastIndex((epoch) => epoch <= since);
  const place = moved ?? Math.max(0, upTo);
  const epochAt = (at: number): number => epochs[at] ?? 0;
  const marked = best === null ? -1 : epochs.indexOf(best);
  return (
    <div className={classes.since}>
      <Text size="sm" id={id} className={classes.sinceLabel}>
        {t.since} <strong>{epochAt(place)}</strong>
      </Text>
      <Slider
        className={classes.slider}
        thumbProps={{ 'aria-labelledby': id }}
        thumbValueText={(at) => t.sinceValue(epochAt(at))}
        label={(at) => t.sinceValue(epochAt(at))}
        min={0}
        max={epochs.length - 1}
        value={place}
        marks={marked < 0 ? [] : [{ value: marked, label: t.best }]}
        onChange={setMoved}
        onChangeEnd={(at) => onSince(epochAt(at))}
      />
    </div>
  );
}
