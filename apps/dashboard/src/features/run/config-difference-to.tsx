'use client';
import { Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { useApi } from '../../client/api.ts';
import { configText, flattenConfig, varyingPaths } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import type { RunData } from './run-state.ts';
import classes from './run.module.css';

const t = texts.run.difference;

/** How a run's settings differ from those of the run it came from, or of any other. */
export function ConfigDifferenceTo({ data: { run } }: { readonly data: RunData }) {
  const api = useApi();
  const [chosen, setChosen] = useState(run.forkedFrom);
  const others = useQuery(api.runs.list.queryOptions({ limit: 200 }));
  const other = useQuery(api.runs.get.queryOptions({ id: chosen ?? '' }, { enabled: chosen !== null }));
  const [own, theirs] = useMemo(
    () => [flattenConfig(run.spec), flattenConfig(other.data?.run.spec)],
    [run.spec, other.data],
  );
  const paths = chosen === null || other.data === undefined ? [] : varyingPaths([theirs, own]);
  const choices = (others.data?.items ?? [])
    .filter(({ id }) => id !== run.id)
    .map(({ id, name }) => ({ value: id, label: `${name} · ${id}` }));
  return (
    <Panel
      title={t.title}
      answer={
        chosen === null || other.data === undefined ? t.choose : t.answer(paths.length, other.data.run.name)
      }
      actions={
        <Select
          size="xs"
          aria-label={t.label}
          placeholder={t.label}
          data={choices}
          value={chosen}
          searchable
          clearable
          limit={30}
          onChange={setChosen}
        />
      }
    >
      {paths.length > 0 && (
        <Table aria-label={t.title} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.setting}</Table.Th>
              <Table.Th scope="col">{t.there}</Table.Th>
              <Table.Th scope="col">{t.here}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {paths.map((path) => (
              <Table.Tr key={path}>
                <Table.Th scope="row" className={classes.wrap}>
                  {path}
                </Table.Th>
                <Table.Td>{configText(theirs[path])}</Table.Td>
                <Table.Td fw={600}>{configText(own[path])}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {run.forkedFrom !== null && (
        <Text size="sm" mt="xs">
          {t.forkedFrom} <Link href={`/runs/${run.forkedFrom}`}>{run.forkedFrom}</Link>
        </Text>
      )}
    </Panel>
  );
}
