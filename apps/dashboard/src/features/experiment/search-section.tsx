'use client';
import { Alert, Anchor, Button, Group, Table, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { SearchSpace } from '@convlab/core';
import type { SearchResult, TrialResult } from '@convlab/experiments';
import Link from 'next/link';
import { useState } from 'react';
import { formatLoss, formatPoints, formatShare } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { ChartGrid, Panel } from '../common/page-frame.tsx';
import { ParallelChart } from './parallel-chart.tsx';
import { formatOf, settingsText, settingText, shortPath, type Format } from './result.ts';
import { DistinctChart, GapChart, ImportanceChart, ProgressChart, SliceChart } from './search-charts.tsx';
import { gapOf, spaceOf, widened } from './search-facts.ts';
import { Section } from './section.tsx';

const t = experimentTexts.search;
const MAX_SLICES = 4;
const SHOWN = 10;

/** A search: what is best, what matters, and where to look next. */
export function SearchSection({
  search,
  spec,
  experimentId,
  objective,
}: {
  readonly search: SearchResult;
  readonly spec: unknown;
  readonly experimentId: string;
  readonly objective: string;
}) {
  const space = spaceOf(spec);
  const format = formatOf(objective);
  const { best, trials, parameters, numTrials, strategy } = search;
  const done = trials.filter(({ value }) => value !== undefined).length;
  const found =
    best === undefined ? t.noBest : t.best(format(best.value), settingsText(best.values), best.number);
  return (
    <Section title={t.title} answer={`${found} ${t.trials(done, numTrials, shortId(strategy))}`}>
      <Edges search={search} space={space} experimentId={experimentId} />
      <ParallelChart trials={trials} space={space} format={format} />
      <ChartGrid>
        <ProgressChart search={search} format={format} />
        <ImportanceChart search={search} />
        {parameters.slice(0, MAX_SLICES).map(({ path }) => {
          const domain = space[path];
          return (
            domain !== undefined && (
              <SliceChart key={path} search={search} path={path} domain={domain} format={format} />
            )
          );
        })}
        <GapChart search={search} space={space} />
        <DistinctChart search={search} space={space} />
      </ChartGrid>
      <TrialsTable trials={trials} space={space} format={format} best={best?.number} />
    </Section>
  );
}

function shortId(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function Edges({
  search: { parameters, best },
  space,
  experimentId,
}: {
  readonly search: SearchResult;
  readonly space: SearchSpace;
  readonly experimentId: string;
}) {
  return parameters.map(({ path, edge }) => {
    const domain = space[path];
    if (edge === undefined || domain === undefined || best === undefined) return null;
    const wider = widened(domain, edge);
    const change = { search: { space: { [path]: wider } } };
    return (
      <Alert key={path} color="yellow" icon={<IconInfoCircle />}>
        <Group gap="sm">
          <Text size="sm">{t.edge(shortPath(path), edge, settingText(best.values[path]))}</Text>
          {wider !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              component={Link}
              href={`/new?experiment=${experimentId}&change=${encodeURIComponent(JSON.stringify(change))}`}
            >
              {t.widen}
            </Button>
          )}
        </Group>
      </Alert>
    );
  });
}

function TrialsTable({
  trials,
  space,
  format,
  best,
}: {
  readonly trials: readonly TrialResult[];
  readonly space: SearchSpace;
  readonly format: Format;
  readonly best: number | undefined;
}) {
  const [all, setAll] = useState(false);
  const paths = Object.keys(space);
  const sorted = trials.toSorted((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  const accuracy = trials.some(({ runs }) => runs[0]?.metrics?.['validation/accuracy'] !== undefined);
  const gapText = accuracy ? formatPoints : formatLoss;
  return (
    <Panel title={t.table.title}>
      <Table.ScrollContainer
        minWidth={320 + 110 * paths.length}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t.table.title } }}
      >
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.table.trial}</Table.Th>
              {paths.map((path) => (
                <Table.Th key={path} scope="col" ta="right" title={path}>
                  {shortPath(path)}
                </Table.Th>
              ))}
              <Table.Th scope="col" ta="right">
                {t.table.error}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t.table.gap}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t.table.budget}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((trial) => (
              <Table.Tr key={trial.number} fw={trial.number === best ? 650 : 400}>
                <Table.Td>
                  <TrialLink trial={trial} />
                </Table.Td>
                {paths.map((path) => (
                  <Table.Td key={path} ta="right">
                    {path in trial.values ? settingText(trial.values[path]) : '–'}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{valueText(trial, format)}</Table.Td>
                <Table.Td ta="right">{gapText(gapOf(trial))}</Table.Td>
                <Table.Td ta="right">{formatShare(trial.budget, 0)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < trials.length && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setAll(true)}>
          {experimentTexts.more(trials.length)}
        </Button>
      )}
    </Panel>
  );
}

function TrialLink({ trial: { number, runs } }: { readonly trial: TrialResult }) {
  const [run] = runs;
  if (run === undefined) return <>{number + 1}</>;
  return (
    <Anchor component={Link} href={`/runs/${run.runId}`} size="sm">
      {number + 1}
    </Anchor>
  );
}

function valueText({ value }: TrialResult, format: Format): string {
  if (value === undefined) return t.table.running;
  return value === null ? t.table.failed : format(value);
}
