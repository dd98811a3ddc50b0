'use client';
import { Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { runColour } from '../../charts/colours.ts';
import { configText, flattenConfig, varyingPaths } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { byTelling } from '../common/telling-names.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import type { ComparedRun } from './compare-curves.ts';
import classes from './compare.module.css';

const t = texts.compare.config;

interface ConfigDifferenceProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly base: string;
}

/** The settings in which runs differ, side by side; what is not as in the baseline stands out. */
export function ConfigDifference({ runs, names, base }: ConfigDifferenceProps) {
  const [all, setAll] = useState(false);
  const configs = useMemo(() => runs.map(({ run }) => flattenConfig(run.spec)), [runs]);
  const varying = useMemo(() => byTelling(varyingPaths(configs)), [configs]);
  const paths = useMemo(
    () => (all ? byTelling([...new Set(configs.flatMap((config) => Object.keys(config)))]) : varying),
    [all, configs, varying],
  );
  const reference = configs[runs.findIndex(({ run }) => run.id === base)];
  return (
    <Panel
      title={t.title}
      answer={t.answer(varying.length)}
      actions={
        <ToggleButton pressed={all} onToggle={() => setAll(!all)}>
          {t.all}
        </ToggleButton>
      }
    >
      {paths.length > 0 && (
        <Table.ScrollContainer
          minWidth={200 + 160 * runs.length}
          scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t.title } }}
        >
          <Table verticalSpacing={6} aria-label={t.title} className={classes.config}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t.key}</Table.Th>
                {runs.map(({ run }) => (
                  <Table.Th key={run.id} scope="col">
                    <span
                      className={classes.swatch}
                      style={{ background: runColour(run.colour) }}
                      aria-hidden
                    />
                    {names.get(run.id) ?? run.name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {paths.map((path) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row">{path}</Table.Th>
                  {configs.map((config, i) => (
                    <Table.Td key={runs[i]?.run.id} data-different={config[path] !== reference?.[path]}>
                      {configText(config[path])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
