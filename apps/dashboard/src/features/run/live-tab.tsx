'use client';
import { Anchor, Group, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import Link from 'next/link';
import { useCallback, useMemo } from 'react';
import { epochDomain } from '../../charts/axis.ts';
import { ChartGroup, type Range } from '../../charts/chart-group.tsx';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { flagParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import {
  formatLoss,
  formatLossTick,
  formatPoints,
  formatPointsTick,
  formatRate,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { texts } from '../../texts/texts.ts';
import { updateRatioAddress } from '../inside/inside-address.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import {
  epochPositions,
  runMarks,
  secondMetric,
  splitSeries,
  X_KINDS,
  type XKind,
} from '../common/run-series.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import { XControls, X_PARAMS } from '../common/x-controls.tsx';
import { errorAnswer, gapAnswer, learningRateAnswer, lossAnswer } from './answers.ts';
import { gapSeries } from './gap.ts';
import { HEALTH_PARAM, HealthChart, type HealthView } from './health-chart.tsx';
import { LeakWarning } from './leak-warning.tsx';
import type { MemoryVerdict } from './memory-verdict.ts';
import { rateRange } from './range-test.ts';
import { RangeTestSection } from './range-test-section.tsx';
import { isOver, type RunData } from './run-state.ts';
import { useMemory } from './use-memory.ts';
import { useOneCurve } from './use-one-curve.ts';
import { SMOOTHING_PARAM, SmoothingControl } from './smoothing-control.tsx';
import { useLoadCurves, useStepCurve } from './use-step-curve.ts';

const { charts } = texts.run;

/** What the address says of the curves. */
const VIEW = { ...X_PARAMS, s: SMOOTHING_PARAM, follow: flagParam(), health: HEALTH_PARAM };
/** Following shows so many of the newest epochs. */
const FOLLOWED = 20;

const errorOf = (accuracy: number): number => 1 - accuracy;

/** The curves of a run while it goes on and after. */
export function LiveTab({ data }: { readonly data: RunData }) {
  const { run } = data;
  const [view, setView] = useUrlState(VIEW);
  const following = view.follow && !isOver(run.status);
  const toggleFollow = useCallback(
    () => setView({ follow: !view.follow, zoom: null }),
    [setView, view.follow],
  );
  const onZoom = useCallback(
    // Whoever looks at a part does not want to be carried away.
    (zoom: Range | null) => setView(zoom === null ? { zoom } : { zoom, follow: false }),
    [setView],
  );
  useShortcuts(texts.run.title, [{ keys: 'g', label: charts.follow, run: toggleFollow }]);
  const onSmoothing = useCallback((s: number) => setView({ s }), [setView]);
  const onHealth = useCallback((health: HealthView) => setView({ health }), [setView]);
  const range = useMemo(() => rateRange(run.spec), [run.spec]);
  const memory = useMemory(data);
  return (
    <>
      <LeakWarning verdict={memory} run={run} />
      {range !== null && <RangeTestSection data={data} range={range} />}
      <Group justify="space-between" mb="sm">
        <Group gap="md">
          <XControls kinds={X_KINDS} view={view} onChange={setView} />
          <SmoothingControl value={view.s} onChange={onSmoothing} />
        </Group>
        {!isOver(run.status) && (
          <Tooltip label={charts.followHint}>
            <ToggleButton
              pressed={following}
              onToggle={toggleFollow}
              icon={<IconPlayerTrackNext size={15} aria-hidden />}
            >
              {charts.follow}
            </ToggleButton>
          </Tooltip>
        )}
      </Group>
      <ChartGroup zoom={view.zoom} onZoom={onZoom} xScale={view.xlog ? 'log' : 'linear'}>
        <ChartGrid>
          <EpochCharts data={data} kind={view.x} following={following} />
          <StepCharts
            data={data}
            kind={view.x}
            zoom={view.zoom}
            smoothing={view.s}
            following={following}
            memory={memory}
            health={view.health}
            onHealth={onHealth}
          />
        </ChartGrid>
      </ChartGroup>
    </>
  );
}

interface ChartsProps {
  readonly data: RunData;
  readonly kind: XKind;
}

function useAlong({ data: { run, epochs }, kind }: ChartsProps) {
  const numTrain = run.started?.numExamples.train ?? null;
  const positions = useMemo(() => epochPositions(epochs, kind, { numTrain }), [epochs, kind, numTrain]);
  const { name, format } = seriesTexts.x[kind];
  return { positions, xLabel: name, formatX: format, whole: kind === 'epoch' };
}

function EpochCharts({ data, kind, following }: ChartsProps & { readonly following: boolean }) {
  const { run, epochs } = data;
  const { positions, ...along } = useAlong({ data, kind });
  const second = secondMetric(epochs);
  const counts = run.started?.numExamples ?? null;
  const { colour, bestEpoch } = run;
  const loss = useMemo(() => splitSeries(epochs, positions, 'loss', colour), [epochs, positions, colour]);
  const isError = second === 'accuracy' || second === undefined;
  const metric = useMemo(
    () => splitSeries(epochs, positions, second ?? 'accuracy', colour, isError ? errorOf : undefined),
    [epochs, positions, second, colour, isError],
  );
  const gap = useMemo(
    () => gapSeries(epochs, positions, counts, colour),
    [epochs, positions, counts, colour],
  );
  const stoppedEarly = run.status === 'stopped-early';
  const marks = useMemo(
    () => runMarks(epochs, positions, { bestEpoch, stoppedEarly }),
    [epochs, positions, bestEpoch, stoppedEarly],
  );
  const domain = useDomain({ data, kind }, positions, following);
  const best = positions[epochs.findIndex(({ epoch }) => epoch === bestEpoch)];
  const shared = {
    ...along,
    marks,
    empty: emptyText(run.status),
    ...(domain === undefined ? {} : { domain }),
    ...(best === undefined || !isOver(run.status) ? {} : { restAt: best }),
  };
  return (
    <>
      <CurveChart
        {...shared}
        name="loss"
        title={charts.loss.title}
        answer={lossAnswer(epochs, bestEpoch, run.started?.majorityShare)}
        series={loss}
        format={formatLoss}
        formatTick={formatLossTick}
        log
      />
      <CurveChart
        {...shared}
        name={second ?? 'error'}
        title={isError ? charts.error.title : charts.metric.title(second)}
        answer={isError ? errorAnswer(epochs, bestEpoch) : charts.metric.none}
        series={metric}
        format={isError ? formatShare : formatLoss}
        formatTick={isError ? formatShareTick : formatLossTick}
        log={isError}
      />
      {isError && (
        <CurveChart
          {...shared}
          name="gap"
          title={charts.gap.title}
          answer={gapAnswer(epochs, counts, bestEpoch)}
          series={gap}
          format={formatPoints}
          formatTick={formatPointsTick}
        />
      )}
    </>
  );
}

/* As long as planned while it grows; its newest part while it is followed. */
function useDomain(
  { data: { run, epochs }, kind }: ChartsProps,
  positions: readonly number[],
  following: boolean,
): Range | undefined {
  const last = positions.at(-1) ?? 1;
  const from = positions[Math.max(0, positions.length - FOLLOWED)] ?? 0;
  const [first, end] = epochDomain(run.epoch, run.plannedEpochs, isOver(run.status));
  return useMemo(() => {
    if (following && epochs.length > 1) return [from, last];
    return kind === 'epoch' ? [first, end] : undefined;
  }, [following, epochs.length, from, last, kind, first, end]);
}

interface StepChartsProps extends ChartsProps {
  readonly zoom: Range | null;
  readonly smoothing: number;
  readonly following: boolean;
  readonly memory: MemoryVerdict;
  readonly health: HealthView;
  readonly onHealth: (view: HealthView) => void;
}

function StepCharts(props: StepChartsProps) {
  const { data, kind, zoom, smoothing, following, memory, health, onHealth } = props;
  const { run, epochs } = data;
  const { positions, xLabel, formatX } = useAlong({ data, kind });
  const where = useMemo(
    () => ({ kind, epochs, positions, zoom, smoothing }),
    [kind, epochs, positions, zoom, smoothing],
  );
  const loss = useStepCurve(data, 'train/loss', where, { averaged: true });
  const rate = useStepCurve(data, 'learningRate', where);
  const load = useLoadCurves(data, where);
  const { colour } = run;
  // Until updates are reported, the epochs tell the learning rate.
  const perEpoch = useMemo(
    () => epochs.map(({ learningRate }, i) => ({ x: positions[i] ?? 0, y: learningRate })),
    [epochs, positions],
  );
  const reported = rate.raw.length > 1;
  const lossRaw = useOneCurve(charts.stepLoss.series, colour, loss.raw);
  const lossSmooth = useOneCurve(charts.stepLoss.series, colour, loss.smooth);
  const rates = useOneCurve(charts.series.learningRate, colour, reported ? rate.raw : perEpoch, {
    shape: 'step',
  });
  const domain = useDomain({ data, kind }, positions, following);
  const shared = {
    xLabel,
    formatX,
    empty: emptyText(run.status),
    ...(domain === undefined ? {} : { domain }),
  };
  return (
    <>
      <CurveChart
        {...shared}
        name="step-loss"
        title={charts.stepLoss.title}
        answer={charts.stepLoss.answer}
        series={lossRaw}
        smoothed={lossSmooth}
        badge={loss.badge}
        loadTable={() => load({ 'train/loss': charts.stepLoss.series }, xLabel)}
        format={formatLoss}
        formatTick={formatLossTick}
        log
        empty={epochs.length === 0 ? shared.empty : charts.stepLoss.tooShort}
      />
      <CurveChart
        {...shared}
        name="learning-rate"
        title={charts.learningRate.title}
        answer={learningRateAnswer(epochs)}
        series={rates}
        badge={rate.badge}
        controls={
          <Tooltip label={charts.learningRate.ratioHint}>
            <Anchor component={Link} size="xs" mr={4} href={updateRatioAddress(run.id)}>
              {charts.learningRate.ratio}
            </Anchor>
          </Tooltip>
        }
        {...(reported ? { loadTable: () => load({ learningRate: charts.series.learningRate }, xLabel) } : {})}
        format={formatRate}
        formatTick={formatRate}
        log
      />
      <HealthChart
        data={data}
        where={where}
        shared={shared}
        verdict={memory}
        view={health}
        onView={onHealth}
      />
    </>
  );
}

function emptyText(status: RunData['run']['status']): string {
  if (status === 'queued') return charts.queued;
  return isOver(status) ? charts.nothing : charts.waiting;
}
