'use client';
import { Group, SegmentedControl, Text } from '@mantine/core';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { texts } from '../../texts/texts.ts';
import { Gallery, type SetRef } from '../errors/gallery.tsx';
import type { Pair } from './pair.ts';
import classes from './compare.module.css';

const t = texts.compare.pair;
/* Which examples are shown is part of the view that is shared. */
const PARAMS = { pair: choiceParam(['onlyFirst', 'onlySecond', 'bothWrong'], 'onlySecond') };

/** What a comparison of two runs, example by example, needs. */
export interface PairExamplesProps {
  readonly pair: Pair;
  readonly first: string;
  readonly second: string;
  readonly set: SetRef | null;
}

/** The pictures behind the difference: which one of two has right and the other wrong, with what each takes them for. */
export function PairExamples({ pair, first, second, set }: PairExamplesProps) {
  const [{ pair: which }, setView] = useUrlState(PARAMS);
  const examples = pair.listed[which];
  const all = { onlyFirst: pair.onlyFirst, onlySecond: pair.onlySecond, bothWrong: pair.bothWrong }[which];
  const nameOf = (label: number): string => pair.outputNames[label] ?? String(label);
  const rows = examples.map(({ index, target, ...guesses }) => ({
    index,
    truth: target,
    notes: [guesses.first, guesses.second].map(({ predicted, confidence }, i) =>
      t.note(i, nameOf(predicted), confidence),
    ),
  }));
  return (
    <section className={classes.pictures} aria-label={t.pictures}>
      <Group mb="xs" justify="space-between">
        <Text fw={600}>{t.pictures}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t.pictures}
          value={which}
          onChange={(value) => setView({ pair: PARAMS.pair.parse(value) })}
          data={[
            { value: 'onlyFirst', label: `${t.onlyFirst} (${pair.onlyFirst})` },
            { value: 'onlySecond', label: `${t.onlySecond} (${pair.onlySecond})` },
            { value: 'bothWrong', label: `${t.bothWrong} (${pair.bothWrong})` },
          ]}
        />
      </Group>
      <Text size="sm" mb="sm" className={classes.quiet}>
        {t.legend(first, second)}
      </Text>
      <Gallery set={set} rows={rows} names={pair.outputNames} />
      {examples.length < all && (
        <Text size="xs" mt="sm" className={classes.quiet}>
          {t.listed(examples.length, all)}
        </Text>
      )}
    </section>
  );
}
