'use client';
import { CloseButton, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { runColour } from '../../charts/colours.ts';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import type { ComparedRun } from './compare-curves.ts';
import classes from './compare.module.css';

const t = texts.compare;

/** More chips would push the charts out of sight; of runs that are drawn in groups a few are enough. */
const MAX_CHIPS = 10;
const MAX_CHIPS_GROUPED = 4;

interface RunChooserProps {
  /** Runs that were chosen one by one. */
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly ids: readonly string[];
  readonly experiments: readonly {
    readonly id: string;
    readonly name: string;
    readonly count: number;
  }[];
  readonly experimentIds: readonly string[];
  readonly grouped: boolean;
  readonly onChange: (chosen: {
    readonly runs?: readonly string[];
    readonly experiment?: readonly string[];
  }) => void;
}

/** What is compared, runs and whole experiments: each with a way out; and ways in for others. */
export function RunChooser(props: RunChooserProps) {
  const { runs, names, ids, experiments, experimentIds, grouped, onChange } = props;
  const most = grouped ? MAX_CHIPS_GROUPED : MAX_CHIPS;
  return (
    <Group gap="xs">
      {experiments.map(({ id, name, count }) => (
        <Chip
          key={id}
          href={`/experiments/${id}`}
          label={t.experiment(name, count)}
          onRemove={() => onChange({ experiment: experimentIds.filter((one) => one !== id) })}
        />
      ))}
      {runs.slice(0, most).map(({ run }) => (
        <Chip
          key={run.id}
          href={`/runs/${run.id}`}
          label={names.get(run.id) ?? run.name}
          colour={runColour(run.colour)}
          onRemove={() => onChange({ runs: ids.filter((id) => id !== run.id) })}
        />
      ))}
      {runs.length > most && <Text size="sm">{t.moreRuns(runs.length - most)}</Text>}
      <AddRun ids={ids} onAdd={(id) => onChange({ runs: [...ids, id] })} />
      <AddExperiment ids={experimentIds} onAdd={(id) => onChange({ experiment: [...experimentIds, id] })} />
    </Group>
  );
}

interface ChipProps {
  readonly href: string;
  readonly label: string;
  readonly colour?: string;
  readonly onRemove: () => void;
}

function Chip({ href, label, colour, onRemove }: ChipProps) {
  return (
    <span className={classes.chip}>
      {colour !== undefined && <span className={classes.swatch} style={{ background: colour }} aria-hidden />}
      <Link href={href} className={classes.chipLink} prefetch={false}>
        {label}
      </Link>
      <CloseButton size="xs" aria-label={t.remove(label)} onClick={onRemove} />
    </span>
  );
}

interface AddProps {
  readonly ids: readonly string[];
  readonly onAdd: (id: string) => void;
}

function AddRun({ ids, onAdd }: AddProps) {
  const api = useApi();
  const others = useQuery(api.runs.list.queryOptions({ limit: 200 }));
  return <Add label={t.add} found={others.data?.items ?? []} ids={ids} onAdd={onAdd} />;
}

function AddExperiment({ ids, onAdd }: AddProps) {
  const api = useApi();
  const others = useQuery(api.experiments.answers.queryOptions({ limit: 100 }));
  return <Add label={t.addExperiment} found={others.data?.items ?? []} ids={ids} onAdd={onAdd} />;
}

interface FindProps extends AddProps {
  readonly label: string;
  readonly found: readonly { readonly id: string; readonly name: string }[];
}

function Add({ label, found, ids, onAdd }: FindProps) {
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={label}
      data={found
        .filter(({ id }) => !ids.includes(id))
        .map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }))}
      value={null}
      searchable
      limit={30}
      onChange={(id) => {
        if (id !== null) onAdd(id);
      }}
    />
  );
}
