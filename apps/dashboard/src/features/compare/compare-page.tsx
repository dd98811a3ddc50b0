'use client';
import { Group, Select, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { ChartGroup, type Range } from '../../charts/chart-group.tsx';
import { flagParam, listParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { flattenConfig } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { tellingNames } from '../common/telling-names.ts';
import { ChartGrid, PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { ToggleButton } from '../common/toggle-button.tsx';
import { XControls, X_PARAMS } from '../common/x-controls.tsx';
import { metricsOf, overlay, type ComparedRun } from './compare-curves.ts';
import { ConfigDifference } from './config-difference.tsx';
import { DifferenceChart, MultipleCharts, OverlayChart } from './compare-charts.tsx';
import { PairSection } from './pair-section.tsx';
import { RunChooser } from './run-chooser.tsx';
import { useComparedRuns } from './use-compared-runs.ts';

const t = texts.compare;

/** More runs cannot be told apart in one chart. */
const MAX_RUNS = 10;

/** What the address says of a comparison. */
const VIEW = { ...X_PARAMS, runs: listParam(), metric: textParam(), base: textParam(), split: flagParam() };

type View = ReturnType<typeof useUrlState<typeof VIEW>>[0];
type SetView = (change: Partial<View>) => void;

/** Runs on the same axes: their curves, what they have different, and whether the difference is real. */
export function ComparePage() {
  const [view, setView] = useUrlState(VIEW);
  const ids = useMemo(() => [...new Set(view.runs)].slice(0, MAX_RUNS), [view.runs]);
  const { runs, pending, error } = useComparedRuns(ids);
  const names = useMemo(
    () => tellingNames(runs.map(({ run }) => ({ ...run, config: flattenConfig(run.spec) }))),
    [runs],
  );
  return (
    <PageFrame title={t.title} answer={runs.length === 0 ? undefined : t.answer(runs.length)}>
      <RunChooser runs={runs} names={names} ids={ids} onChange={(next) => setView({ runs: next })} />
      {view.runs.length > MAX_RUNS && <Text size="sm">{t.tooMany(MAX_RUNS)}</Text>}
      {error !== null && <ErrorState error={error} />}
      {pending ? (
        <LoadingState rows={2} />
      ) : runs.length === 0 ? (
        <Nothing />
      ) : (
        <Comparison {...{ runs, names, view, setView }} />
      )}
    </PageFrame>
  );
}

function Nothing() {
  return (
    <Panel title={t.emptyTitle}>
      <Text>{t.empty}</Text>
    </Panel>
  );
}

interface ComparisonProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly view: View;
  readonly setView: SetView;
}

function Comparison({ runs, names, view, setView }: ComparisonProps) {
  const metrics = useMemo(() => metricsOf(runs), [runs]);
  const metric = metrics.includes(view.metric) ? view.metric : (metrics[0] ?? 'validation/loss');
  const series = useMemo(() => overlay(runs, names, metric, view.x), [runs, names, metric, view.x]);
  const base = runs.find(({ run }) => run.id === view.base)?.run.id ?? runs[0]?.run.id ?? '';
  const onZoom = useCallback((zoom: Range | null) => setView({ zoom }), [setView]);
  const shared = { series, metric, kind: view.x, names, base };
  return (
    <>
      <Group gap="sm">
        <Select
          size="xs"
          aria-label={t.metric}
          data={metrics}
          value={metric}
          allowDeselect={false}
          onChange={(value) => setView({ metric: value ?? '' })}
        />
        <XControls view={view} onChange={setView} />
        <ToggleButton pressed={view.split} onToggle={() => setView({ split: !view.split })}>
          {t.split}
        </ToggleButton>
        <Select
          size="xs"
          aria-label={t.baseline}
          data={runs.map(({ run }) => ({
            value: run.id,
            label: `${t.baseline}: ${names.get(run.id) ?? run.name}`,
          }))}
          value={base}
          allowDeselect={false}
          w={280}
          onChange={(value) => setView({ base: value ?? '' })}
        />
      </Group>
      <ChartGroup zoom={view.zoom} onZoom={onZoom} xScale={view.xlog ? 'log' : 'linear'}>
        <ChartGrid>
          {view.split ? <MultipleCharts {...shared} /> : <OverlayChart {...shared} />}
          {runs.length > 1 && <DifferenceChart {...shared} />}
        </ChartGrid>
      </ChartGroup>
      {runs.length > 1 && <ConfigDifference runs={runs} names={names} base={base} />}
      {runs.length > 1 && <PairSection runs={runs} names={names} first={base} />}
    </>
  );
}
