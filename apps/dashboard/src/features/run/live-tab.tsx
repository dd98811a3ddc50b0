'use client';
import { Group, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { epochDomain } from '../../charts/axis.ts';
import { ChartGroup, type Range } from '../../charts/chart-group.tsx';
import { runColour } from '../../charts/colours.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { CurveSeries } from '../../charts/points.ts';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { flagParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import {
  formatCount,
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
import { ChartGrid } from '../common/page-frame.tsx';
import { epochPositions, runMarks, secondMetric, splitSeries, type XKind } from '../common/run-series.ts';
import { ToggleButton } from '../common/toggle-button.tsx';
import { XControls, X_PARAMS } from '../common/x-controls.tsx';
import { errorAnswer, gapAnswer, learningRateAnswer, lossAnswer, speedAnswer } from './answers.ts';
import { gapSeries } from './gap.ts';
import { rateRange } from './range-test.ts';
import { RangeTestSection } from './range-test-section.tsx';
import { isOver, type RunData } from './run-state.ts';
import { useStepCurve } from './use-step-curve.ts';

const { charts } = texts.run;

/** What the address says of the curves. */
const VIEW = { ...X_PARAMS, follow: flagParam() };
/** Following shows so many of the newest epochs. */
const FOLLOWED = 20;
const NO_POINTS: CurveSeries['points'] = [];

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
  const range = useMemo(() => rateRange(run.spec), [run.spec]);
  return (
    <>
      {range !== null && <RangeTestSection data={data} range={range} />}
      <Group justify="space-between" mb="sm">
        <XControls view={view} onChange={setView} />
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
          <StepCharts data={data} kind={view.x} zoom={view.zoom} following={following} />
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
  const positions = useMemo(() => epochPositions(epochs, kind, numTrain), [epochs, kind, numTrain]);
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

function StepCharts({
  data,
  kind,
  zoom,
  following,
}: ChartsProps & { readonly zoom: Range | null; readonly following: boolean }) {
  const { run, epochs } = data;
  const { positions, xLabel, formatX } = useAlong({ data, kind });
  const where = useMemo(() => ({ kind, epochs, positions, zoom }), [kind, epochs, positions, zoom]);
  const loss = useStepCurve(data, 'train/loss', where);
  const rate = useStepCurve(data, 'learningRate', where);
  const speed = useStepCurve(data, 'examplesPerSecond', where);
  const { colour } = run;
  const numTrain = run.started?.numExamples.train ?? 0;
  // Short epochs end before their updates are reported: then each has one value, of itself.
  const perEpoch = useMemo(
    () => ({
      rate: epochs.map(({ learningRate }, i) => ({ x: positions[i] ?? 0, y: learningRate })),
      speed: epochs.map(({ durationMs }, i) => ({ x: positions[i] ?? 0, y: (1000 * numTrain) / durationMs })),
    }),
    [epochs, positions, numTrain],
  );
  const fine = rate.raw.length >= epochs.length;
  const lossRaw = useOne(charts.stepLoss.series, colour, fine ? loss.raw : NO_POINTS);
  const lossSmooth = useOne(charts.stepLoss.series, colour, fine ? loss.smooth : NO_POINTS);
  const rates = useOne(charts.series.learningRate, colour, fine ? rate.raw : perEpoch.rate, 'step');
  const speeds = useOne(charts.speed.series, colour, fine ? speed.raw : perEpoch.speed);
  const speedsSmooth = useOne(charts.speed.series, colour, fine ? speed.smooth : perEpoch.speed);
  const domain = useDomain({ data, kind }, positions, following);
  const shared = {
    xLabel,
    formatX,
    empty: emptyText(run.status),
    ...(domain === undefined ? {} : { domain }),
  };
  const values = (fine ? speed.raw : perEpoch.speed).flatMap(({ y }) => (y === null ? [] : [y]));
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
        loadTable={() => loss.loadAll(charts.stepLoss.series, xLabel)}
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
        {...(fine ? { loadTable: () => rate.loadAll(charts.series.learningRate, xLabel) } : {})}
        format={formatRate}
        formatTick={formatRate}
        log
      />
      <CurveChart
        {...shared}
        name="speed"
        title={charts.speed.title}
        answer={speedAnswer(values)}
        series={speeds}
        {...(fine
          ? { smoothed: speedsSmooth, loadTable: () => speed.loadAll(charts.speed.series, xLabel) }
          : {})}
        badge={speed.badge}
        format={formatCount}
        formatTick={formatCount}
      />
    </>
  );
}

function useOne(
  label: string,
  colour: number,
  points: CurveSeries['points'],
  shape: 'line' | 'step' = 'line',
): readonly CurveSeries[] {
  return useMemo(
    () => (points.length === 0 ? [] : [{ key: label, label, colour: runColour(colour), points, shape }]),
    [label, colour, points, shape],
  );
}

function emptyText(status: RunData['run']['status']): string {
  if (status === 'queued') return charts.queued;
  return isOver(status) ? charts.nothing : charts.waiting;
}
