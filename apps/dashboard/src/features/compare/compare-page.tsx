'use client';
import { Group, Select, Text } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { ChartGroup, type Range } from '../../charts/chart-group.tsx';
import { listParam, flagParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { flattenConfig } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { BAND_PARAM, BandControl } from '../common/band-control.tsx';
import { PageFrame, Panel } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { COMPARED_X_KINDS, isXKind } from '../common/run-series.ts';
import { RunsSource } from '../common/runs-source.tsx';
import { tellingNames } from '../common/telling-names.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import { XControls, X_PARAMS } from '../common/x-controls.tsx';
import { metricsOf, type ComparedRun } from './compare-curves.ts';
import { GroupControl } from './group-control.tsx';
import { GroupedRuns } from './grouped-runs.tsx';
import { MetricX } from './metric-x.tsx';
import { parseGrouping, type Grouping } from './run-groups.ts';
import { RunChooser } from './run-chooser.tsx';
import { SingleRuns } from './single-runs.tsx';
import { MAX_ALONE, MAX_GROUPED, useComparedRuns } from './use-compared-runs.ts';
import { useWork } from './use-work.ts';

const t = texts.compare;

/** What the address says of a comparison. */
const VIEW = {
  ...X_PARAMS,
  // A kind of x, or the name of a metric.
  x: textParam('epoch'),
  runs: listParam(),
  experiment: listParam(),
  group: textParam(),
  band: BAND_PARAM,
  metric: textParam(),
  base: textParam(),
  split: flagParam(),
};

type View = ReturnType<typeof useUrlState<typeof VIEW>>[0];
type SetView = (change: Partial<View>) => void;

/** Runs on the same axes, one by one or as means of groups: their curves, what they have different, and whether the difference is real. */
export function ComparePage() {
  const [view, setView] = useUrlState(VIEW);
  const listed = useMemo(() => [...new Set(view.runs)], [view.runs]);
  const isMany = view.experiment.length > 0 || listed.length > MAX_ALONE;
  const alone = view.group === 'none' || (view.group === '' && !isMany);
  const found = useComparedRuns({ runs: listed, experiments: view.experiment, alone });
  const { runs, pending, error, total } = found;
  const grouping = useMemo(() => parseGrouping(view.group, runs, isMany), [view.group, runs, isMany]);
  const names = useMemo(
    () => tellingNames(runs.map(({ run }) => ({ ...run, config: flattenConfig(run.spec) }))),
    [runs],
  );
  return (
    <PageFrame title={t.title} answer={runs.length === 0 ? undefined : t.answer(runs.length)}>
      <RunChooser
        runs={runs.filter(({ run }) => listed.includes(run.id))}
        names={names}
        ids={listed}
        experiments={found.experiments}
        experimentIds={view.experiment}
        grouped={grouping.by !== 'none'}
        onChange={setView}
      />
      <TooMany total={total} alone={alone} />
      {error !== null && <ErrorState error={error} />}
      {pending ? (
        <LoadingState rows={2} />
      ) : runs.length === 0 ? (
        <Panel title={t.emptyTitle}>
          <Text>{t.empty}</Text>
        </Panel>
      ) : (
        <Comparison {...{ runs, names, view, setView, grouping }} />
      )}
    </PageFrame>
  );
}

function TooMany({ total, alone }: { readonly total: number; readonly alone: boolean }) {
  const limit = alone ? MAX_ALONE : MAX_GROUPED;
  if (total <= limit) return null;
  return <Text size="sm">{alone ? t.tooMany(limit, total) : t.tooManyGrouped(limit, total)}</Text>;
}

interface ComparisonProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly view: View;
  readonly setView: SetView;
  readonly grouping: Grouping;
}

function Comparison({ runs: found, names, view, setView, grouping }: ComparisonProps) {
  const runs = useWork(found, view.x === 'work');
  const metrics = useMemo(() => metricsOf(runs), [runs]);
  const metric = metrics.includes(view.metric) ? view.metric : (metrics[0] ?? 'validation/loss');
  const x = isXKind(view.x) || (metrics.includes(view.x) && view.x !== metric) ? view.x : 'epoch';
  const onZoom = useCallback((zoom: Range | null) => setView({ zoom }), [setView]);
  const ids = useMemo(() => runs.map(({ run }) => run.id), [runs]);
  const shown = {
    ...{ runs, names, metric, x, split: view.split, base: view.base },
    onBase: (base: string) => setView({ base }),
    controls: (
      <>
        <GroupControl runs={runs} grouping={grouping} onChange={(group) => setView({ group, base: '' })} />
        {grouping.by !== 'none' && <BandControl band={view.band} onChange={(band) => setView({ band })} />}
        <ToggleButton pressed={view.split} onToggle={() => setView({ split: !view.split })}>
          {t.split}
        </ToggleButton>
      </>
    ),
  };
  return (
    <RunsSource ids={ids}>
      <ChartGroup zoom={view.zoom} onZoom={onZoom} xScale={view.xlog ? 'log' : 'linear'}>
        <Group gap="sm">
          <Select
            size="xs"
            aria-label={t.metric}
            data={metrics}
            value={metric}
            allowDeselect={false}
            onChange={(value) => setView({ metric: value ?? '' })}
          />
          <XControls kinds={COMPARED_X_KINDS} view={{ x, xlog: view.xlog }} onChange={setView} />
          <MetricX
            metrics={metrics.filter((name) => name !== metric)}
            x={x}
            onChange={(next) => setView({ x: next, zoom: null })}
          />
        </Group>
        {grouping.by === 'none' ? (
          <SingleRuns {...shown} />
        ) : (
          <GroupedRuns {...shown} grouping={grouping} band={view.band} />
        )}
      </ChartGroup>
    </RunsSource>
  );
}
