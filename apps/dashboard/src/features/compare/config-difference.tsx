'use client';
import { Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { configText, varyingPaths, type FlatConfig } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { byTelling } from '../common/telling-names.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import { WideTable } from '../common/wide-table.tsx';
import classes from './compare.module.css';

const t = texts.compare.config;

/** What is compared with others: a run, or a group of runs. */
export interface Compared {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly config: FlatConfig;
}

interface ConfigDifferenceProps {
  readonly compared: readonly Compared[];
  readonly base: string;
}

/** The settings in which runs differ, side by side; what is not as in the baseline stands out. */
export function ConfigDifference({ compared, base }: ConfigDifferenceProps) {
  const [all, setAll] = useState(false);
  const configs = useMemo(() => compared.map(({ config }) => config), [compared]);
  const varying = useMemo(() => byTelling(varyingPaths(configs)), [configs]);
  const paths = useMemo(
    () => (all ? byTelling([...new Set(configs.flatMap((config) => Object.keys(config)))]) : varying),
    [all, configs, varying],
  );
  const reference = compared.find(({ key }) => key === base)?.config;
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
        <WideTable label={t.title} minWidth={200 + 160 * compared.length}>
          <Table verticalSpacing={6} aria-label={t.title} className={classes.config}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t.key}</Table.Th>
                {compared.map(({ key, label, colour }) => (
                  <Table.Th key={key} scope="col">
                    <span className={classes.swatch} style={{ background: colour }} aria-hidden />
                    {label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {paths.map((path) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row">{path}</Table.Th>
                  {compared.map(({ key, config }) => (
                    <Table.Td key={key} data-different={config[path] !== reference?.[path]}>
                      {configText(config[path])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Panel>
  );
}
