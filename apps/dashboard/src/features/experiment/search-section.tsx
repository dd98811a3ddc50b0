'use client';
import { Alert, Anchor, Button, Group, SegmentedControl, Table, Text, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { SearchSpace } from '@convlab/core';
import type { SearchResult, TrialResult } from '@convlab/experiments';
import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../../client/api.ts';
import { choiceParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatLoss, formatPoints, formatShare } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { searchTexts } from '../../texts/search-texts.ts';
import { ChartGrid, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { WideTable } from '../common/wide-table.tsx';
import { ParetoChart } from './pareto-chart.tsx';
import { ParallelChart } from './parallel-chart.tsx';
import { formatOf, settingsText, settingText, shortPath, type Format } from './result.ts';
import {
  DistinctChart,
  GapChart,
  ImportanceChart,
  SliceChart,
  type SearchChartProps,
} from './search-charts.tsx';
import { gapOf, rankedByGap, spaceOf, widened } from './search-facts.ts';
import { DistributionChart, ProgressChart } from './search-progress.tsx';
import { Section } from './section.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { costsByRun } from './trial-costs.ts';

const t = experimentTexts.search;
const MAX_SLICES = 4;
const SHOWN = 10;
const VIEWS = ['settings', 'progress', 'cost'] as const;
const RANKS = ['error', 'gap'] as const;
const PARAMS = { charts: choiceParam(VIEWS, 'settings'), rank: choiceParam(RANKS, 'error') };

/** A search: what is best, what matters, and where to look next. */
export function SearchSection({
  search: byError,
  spec,
  experimentId,
  objective,
}: {
  readonly search: SearchResult;
  readonly spec: unknown;
  readonly experimentId: string;
  readonly objective: string;
}) {
  const [{ charts, rank }, setView] = useUrlState(PARAMS);
  const space = useMemo(() => spaceOf(spec), [spec]);
  const search = useMemo(
    () => (rank === 'gap' ? rankedByGap(byError, space) : byError),
    [rank, byError, space],
  );
  const format = rank === 'gap' ? gapFormatOf(byError.trials) : formatOf(objective);
  const judged = rank === 'gap' ? t.gap.gap : t.progress.error;
  const { best, trials, numTrials, strategy } = search;
  const done = trials.filter(({ value }) => value !== undefined).length;
  const found =
    best === undefined ? t.noBest : t.best(format(best.value), settingsText(best.values), best.number);
  return (
    <Section title={t.title} answer={`${found} ${t.trials(done, numTrials, shortId(strategy))}`}>
      <Edges search={search} space={space} experimentId={experimentId} />
      <Group justify="space-between">
        <SegmentedControl
          size="sm"
          aria-label={searchTexts.views}
          value={charts}
          onChange={(next) => setView({ charts: VIEWS.find((one) => one === next) ?? 'settings' })}
          data={VIEWS.map((value) => ({ value, label: searchTexts.view[value] }))}
        />
        <Group gap="xs">
          <Text size="sm">{searchTexts.rankLabel}</Text>
          <Tooltip label={searchTexts.rankHelp} multiline maw={280}>
            <SegmentedControl
              size="xs"
              aria-label={searchTexts.rankLabel}
              value={rank}
              onChange={(next) => setView({ rank: RANKS.find((one) => one === next) ?? 'error' })}
              data={RANKS.map((value) => ({ value, label: searchTexts.rank[value] }))}
            />
          </Tooltip>
        </Group>
      </Group>
      {charts === 'settings' ? (
        <SettingsCharts search={search} format={format} judged={judged} space={space} />
      ) : (
        <CostlyCharts
          view={charts}
          search={search}
          format={format}
          judged={judged}
          space={space}
          experimentId={experimentId}
        />
      )}
      <TrialsTable
        trials={trials}
        byError={byError.trials}
        space={space}
        objective={objective}
        best={best?.number}
      />
    </Section>
  );
}

interface ViewProps extends SearchChartProps {
  readonly space: SearchSpace;
}

function SettingsCharts({ search, format, judged, space }: ViewProps) {
  return (
    <>
      <ParallelChart trials={search.trials} space={space} format={format} judgedBy={judged} />
      <ChartGrid>
        <ImportanceChart search={search} />
        {search.parameters.slice(0, MAX_SLICES).map(({ path }) => {
          const domain = space[path];
          return (
            domain !== undefined && (
              <SliceChart
                key={path}
                search={search}
                path={path}
                domain={domain}
                format={format}
                judged={judged}
              />
            )
          );
        })}
      </ChartGrid>
    </>
  );
}

/* Charts that need to know what the trials took. */
function CostlyCharts({
  view,
  experimentId,
  space,
  ...chart
}: ViewProps & { readonly view: 'progress' | 'cost'; readonly experimentId: string }) {
  const { query, byRun } = useCosts(experimentId, chart.search.trials);
  if (query.isPending) return <LoadingState rows={2} />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return view === 'progress' ? (
    <>
      <TimelineChart trials={chart.search.trials} byRun={byRun} now={query.dataUpdatedAt} />
      <ChartGrid>
        <ProgressChart {...chart} byRun={byRun} />
        <DistributionChart {...chart} />
      </ChartGrid>
    </>
  ) : (
    <ChartGrid>
      <ParetoChart {...chart} byRun={byRun} />
      <GapChart search={chart.search} space={space} />
      <DistinctChart search={chart.search} space={space} />
    </ChartGrid>
  );
}

/* They change with the trials. */
const COSTS_AGAIN_MS = 3_000;

function useCosts(id: string, trials: readonly TrialResult[]) {
  const api = useApi();
  const running = trials.some(({ value }) => value === undefined);
  const query = useQuery(
    api.experiments.costs.queryOptions({ id }, { refetchInterval: running ? COSTS_AGAIN_MS : false }),
  );
  const byRun = useMemo(() => costsByRun(query.data ?? []), [query.data]);
  return { query, byRun };
}

function gapFormatOf(trials: readonly TrialResult[]): Format {
  return trials.some(({ runs }) => runs[0]?.metrics?.['validation/accuracy'] !== undefined)
    ? formatPoints
    : formatLoss;
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
  byError,
  space,
  objective,
  best,
}: {
  /** Judged by what they are ranked by. */
  readonly trials: readonly TrialResult[];
  /** The same, judged by their errors. */
  readonly byError: readonly TrialResult[];
  readonly space: SearchSpace;
  readonly objective: string;
  readonly best: number | undefined;
}) {
  const [all, setAll] = useState(false);
  const paths = Object.keys(space);
  const errors = new Map(byError.map((trial) => [trial.number, trial]));
  const sorted = trials.toSorted((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  const format = formatOf(objective);
  const gapText = gapFormatOf(byError);
  return (
    <Panel title={t.table.title}>
      <WideTable label={t.table.title} minWidth={320 + 110 * paths.length}>
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
                <Table.Td ta="right">{valueText(errors.get(trial.number) ?? trial, format)}</Table.Td>
                <Table.Td ta="right">{gapText(gapOf(trial))}</Table.Td>
                <Table.Td ta="right">{formatShare(trial.budget, 0)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
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
