'use client';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { texts } from '../../texts/texts.ts';
import type { ComparedRun } from './compare-curves.ts';
import { groupingText, varyingSettings, type Grouping } from './run-groups.ts';

const t = texts.compare.groups;

interface GroupControlProps {
  readonly runs: readonly ComparedRun[];
  readonly grouping: Grouping;
  readonly onChange: (grouping: string) => void;
}

/** Chooses which runs are drawn as one mean. */
export function GroupControl({ runs, grouping, onChange }: GroupControlProps) {
  const value = groupingText(grouping);
  const data = useMemo(() => choicesOf(runs, value), [runs, value]);
  return (
    <Select
      size="xs"
      w={250}
      aria-label={t.label}
      data={data}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(next) => onChange(next ?? 'none')}
    />
  );
}

function choicesOf(runs: readonly ComparedRun[], chosen: string) {
  const paths = varyingSettings(runs);
  const experiments = new Set(runs.map(({ run }) => run.experimentId)).size;
  const whole = [
    { value: 'none', label: t.none },
    { value: 'repeats', label: t.repeats },
    ...(experiments > 1 || chosen === 'experiment' ? [{ value: 'experiment', label: t.experiment }] : []),
  ];
  const settings = paths.map((path) => ({ value: path, label: t.by(path) }));
  const others = paths.length < 2 ? [] : paths.map((path) => ({ value: `-${path}`, label: t.allBut(path) }));
  const known = [...whole, ...settings, ...others].some(({ value }) => value === chosen);
  // An address may name a setting that is the same in these runs.
  const kept = chosen.startsWith('-') ? t.allBut(chosen.slice(1)) : t.by(chosen);
  return [
    { group: t.whole, items: known ? whole : [...whole, { value: chosen, label: kept }] },
    ...(settings.length === 0 ? [] : [{ group: t.settings, items: settings }]),
    ...(others.length === 0 ? [] : [{ group: t.others, items: others }]),
  ];
}
