'use client';
import { Table } from '@mantine/core';
import type { OuterFoldsResult, SelectionResult } from '@convlab/experiments';
import { useMemo } from 'react';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { MISSING } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { Panel } from '../common/page-frame.tsx';
import { TestOpenings } from '../common/test-openings.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { formatOf, settingsText, tickFormatOf, type Format } from './result.ts';
import { Section } from './section.tsx';

const t = experimentTexts.selection;

/** The candidates of a model selection, the chosen one in colour; bars reach one standard error. */
export function SelectionSection({
  selection,
  format,
}: {
  readonly selection: SelectionResult;
  readonly format: Format;
}) {
  const { candidates, chosen } = selection;
  const items = useMemo(
    () =>
      candidates.map(({ name, error, standardError }): BarItem => ({
        key: name,
        label: name,
        value: error ?? null,
        colour: name === chosen ? 'var(--run-1)' : 'var(--run-0)',
        ...(typeof error === 'number' && standardError !== null
          ? { low: error - standardError, high: error + standardError }
          : {}),
      })),
    [candidates, chosen],
  );
  const winner = candidates.find(({ name }) => name === chosen);
  const answer = winner === undefined ? t.waiting : t.chosen(winner.name, format(winner.error));
  return (
    <Section title={experimentTexts.kinds.selection} answer={answer}>
      <BarChart
        title={t.title}
        answer={answer}
        name="selection"
        items={items}
        itemLabel={t.label}
        valueLabel={t.value}
        format={format}
        formatTick={tickFormatOf(format)}
        mark="dot"
        empty={experimentTexts.empty}
      />
    </Section>
  );
}

/** What each outer fold of a nested protocol chose, and how that did on its test part. */
export function OuterFoldsSection({
  outer,
  runId,
}: {
  readonly outer: OuterFoldsResult;
  /** A run of the experiment. */
  readonly runId: string | undefined;
}) {
  const names = Object.keys(outer.metrics);
  const { outer: texts } = experimentTexts;
  return (
    <Panel title={texts.title} answer={texts.answer}>
      {runId !== undefined && <TestOpenings runId={runId} />}
      <WideTable label={texts.title} minWidth={480}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{texts.fold}</Table.Th>
              <Table.Th scope="col">{texts.chosen}</Table.Th>
              {names.map((name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {outer.folds.map(({ outerFold, chosen, testMetrics }) => (
              <Table.Tr key={outerFold}>
                <Table.Td>{outerFold}</Table.Td>
                <Table.Td>{settingsText(chosen) || MISSING}</Table.Td>
                {names.map((name) => (
                  <Table.Td key={name} ta="right">
                    {formatOf(name)(testMetrics?.[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}
