'use client';
import { CloseButton, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { runColour } from '../../charts/colours.ts';
import { useApi } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';
import type { ComparedRun } from './compare-curves.ts';
import classes from './compare.module.css';

const t = texts.compare;

interface RunChooserProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** The runs that are compared: each with its colour and a way out; and a way in for others. */
export function RunChooser({ runs, names, ids, onChange }: RunChooserProps) {
  const api = useApi();
  const others = useQuery(api.runs.list.queryOptions({ limit: 200 }));
  const choices = (others.data?.items ?? [])
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }));
  return (
    <Group gap="xs">
      {runs.map(({ run }) => {
        const name = names.get(run.id) ?? run.name;
        return (
          <span key={run.id} className={classes.chip}>
            <span className={classes.swatch} style={{ background: runColour(run.colour) }} aria-hidden />
            <Link href={`/runs/${run.id}`} className={classes.chipLink} prefetch={false}>
              {name}
            </Link>
            <CloseButton
              size="xs"
              aria-label={t.remove(name)}
              onClick={() => onChange(ids.filter((id) => id !== run.id))}
            />
          </span>
        );
      })}
      <Select
        size="xs"
        aria-label={t.add}
        placeholder={t.add}
        data={choices}
        value={null}
        searchable
        limit={30}
        onChange={(id) => {
          if (id !== null) onChange([...ids, id]);
        }}
      />
    </Group>
  );
}
