'use client';
import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { SpreadKind } from '@convlab/evaluation/spread';
import type { FoldsResult } from '@convlab/experiments';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import { BarChart } from '../../charts/bar-chart.tsx';
import { runColour } from '../../charts/colours.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import type { CurveSeries, Point } from '../../charts/points.ts';
import { useUrlState } from '../../client/url-state.ts';
import { formatLoss, formatShare, formatShareTick } from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { seriesTexts } from '../../texts/series-texts.ts';
import { BAND_PARAM, BandControl } from '../common/band-control.tsx';
import { meanCurve, type Limits } from '../common/mean-curve.ts';
import { ChartGrid, Panel } from '../common/page-frame.tsx';
import { epochPositions, metricPoints, type MetricEpoch } from '../common/run-series.ts';
import { ConfusionChart } from '../errors/confusion-chart.tsx';
import { Gallery } from '../errors/gallery.tsx';
import { isOver } from '../run/run-state.ts';
import { outlierFolds } from './fold-statistics.ts';
import { formatOf, setOf, settingText, tickFormatOf, tellingMetric, type ExperimentRun } from './result.ts';
import { Section } from './section.tsx';

const t = experimentTexts.folds;
/* More folds are a repeated reshuffle, whose mean the first ones tell well enough. */
const MAX_CURVES = 20;
/** What the address says of the curves. */
const VIEW = { band: BAND_PARAM };
const percent = (value: number | null | undefined) => formatShare(value, 1);

interface FoldsProps {
  readonly folds: FoldsResult;
  readonly runs: readonly ExperimentRun[];
  readonly spec: unknown;
  readonly objective: string;
}

/** A cross-validation: how much the number can be trusted, and where folds differ. */
export function FoldsSection({ folds, runs, spec, objective }: FoldsProps) {
  const score = scoreOf(folds, objective);
  const { outOfFold } = folds;
  const names = outOfFold?.classes?.map(({ name }) => name) ?? [];
  return (
    <Section title={t.title} answer={score?.answer ?? experimentTexts.waiting}>
      <Outliers folds={folds} runs={runs} />
      <ChartGrid>
        {score !== undefined && <ScoreChart folds={folds} score={score} />}
        <FoldCurves
          runs={runs.filter(({ id }) => folds.folds.some(({ runId }) => runId === id))}
          hasAccuracy={'validation/accuracy' in folds.metrics}
        />
        <RecallChart folds={folds} />
        {outOfFold?.confusion !== undefined && (
          <ConfusionChart matrix={outOfFold.confusion} names={names} title={t.confusion} />
        )}
      </ChartGrid>
      {outOfFold !== undefined && outOfFold.confusion !== undefined && (
        <Hardest hardest={outOfFold.hardest} spec={spec} names={names} />
      )}
    </Section>
  );
}

type Score = NonNullable<ReturnType<typeof scoreOf>>;

function scoreOf({ metrics }: FoldsResult, objective: string) {
  const name = tellingMetric(Object.keys(metrics), objective);
  const summary = name === undefined ? undefined : metrics[name];
  if (name === undefined || summary === undefined) return undefined;
  const format = formatOf(name);
  const values = summary.values.filter((value) => value !== null);
  const { interval, mean } = summary;
  const label = labelOf(name);
  const answer =
    interval === null
      ? t.score.single(label, format(mean))
      : t.score.answer(
          label,
          format(mean),
          format(interval.low),
          format(interval.high),
          values.length,
          format(Math.min(...values)),
          format(Math.max(...values)),
        );
  return { name, label, summary, format, answer };
}

function labelOf(metric: string): string {
  const words = metric.replace('/', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function ScoreChart({ folds, score }: { readonly folds: FoldsResult; readonly score: Score }) {
  const { summary, format, label } = score;
  const items = useMemo(
    () => [
      {
        key: 'mean',
        label: t.score.mean,
        value: summary.mean,
        colour: 'var(--run-0)',
        ...(summary.interval === null ? {} : { low: summary.interval.low, high: summary.interval.high }),
      },
      ...folds.folds.map(({ runId }, i) => ({
        key: runId,
        label: t.fold(i + 1),
        value: summary.values[i] ?? null,
      })),
    ],
    [folds, summary],
  );
  return (
    <BarChart
      title={t.score.title}
      answer={score.answer}
      name="fold-scores"
      items={items}
      itemLabel={t.foldLabel}
      valueLabel={label}
      format={format}
      formatTick={tickFormatOf(format)}
      mark="dot"
      reference={{ value: summary.mean, label: t.score.mean }}
      empty={experimentTexts.empty}
    />
  );
}

function Outliers({ folds, runs }: Pick<FoldsProps, 'folds' | 'runs'>) {
  const accuracies = folds.metrics['validation/accuracy']?.values ?? [];
  const sizes = folds.folds.map(
    ({ runId }) => runs.find(({ id }) => id === runId)?.started?.numExamples.validation ?? null,
  );
  return outlierFolds(accuracies, sizes).map(({ fold, value, median }) => (
    <Alert key={fold} color="yellow" icon={<IconInfoCircle />}>
      {t.outlier(fold + 1, percent(value), percent(median))}
    </Alert>
  ));
}

function FoldCurves({
  runs,
  hasAccuracy,
}: {
  readonly runs: readonly ExperimentRun[];
  readonly hasAccuracy: boolean;
}) {
  const api = useApi();
  const epochs = useQueries({
    queries: runs.slice(0, MAX_CURVES).map(({ id, status }) =>
      // A run that is over does not change; the others are read again as they go on.
      api.runs.get.queryOptions(
        { id },
        isOver(status) ? { staleTime: Infinity } : { refetchInterval: 2_000 },
      ),
    ),
    combine: epochsOf,
  });
  const [{ band }, setView] = useUrlState(VIEW);
  const series = useMemo(
    () => ({
      loss: seriesOf(epochs, 'loss', band),
      error: seriesOf(epochs, 'accuracy', band, (accuracy) => 1 - accuracy),
    }),
    [epochs, band],
  );
  const shared = {
    xLabel: t.curves.epoch,
    whole: true,
    empty: experimentTexts.empty,
    answer: t.curves.answer(runs.length, seriesTexts.band.caption[band]),
    controls: <BandControl band={band} onChange={(next) => setView({ band: next })} />,
  } as const;
  return (
    <>
      <CurveChart
        {...shared}
        title={t.curves.loss}
        name="fold-loss"
        series={series.loss}
        format={formatLoss}
        formatTick={settingText}
        log
      />
      {hasAccuracy && (
        <CurveChart
          {...shared}
          title={t.curves.error}
          name="fold-error"
          series={series.error}
          format={percent}
          formatTick={formatShareTick}
        />
      )}
    </>
  );
}

function epochsOf(
  queries: readonly { readonly data?: { readonly epochs: readonly MetricEpoch[] } | undefined }[],
): (readonly MetricEpoch[])[] {
  return queries.map(({ data }) => data?.epochs ?? []);
}

function seriesOf(
  folds: readonly (readonly MetricEpoch[])[],
  metric: string,
  band: SpreadKind,
  map?: (value: number) => number,
): CurveSeries[] {
  const limits: Limits = metric === 'accuracy' ? [0, 1] : [0, Infinity];
  const pointsOf = (name: string): Point[][] =>
    folds.map((epochs) =>
      metricPoints(epochs, epochPositions(epochs, 'epoch', { numTrain: null }), name, map),
    );
  const mean = (key: 'validation' | 'trainEval', colour: number): CurveSeries => ({
    key,
    label: t.curves[key],
    colour: runColour(colour),
    ...(key === 'validation' ? {} : { dash: 'dashed' as const }),
    points: meanCurve(pointsOf(`${key}/${metric}`), band, limits),
  });
  const members = pointsOf(`validation/${metric}`).map((points, i): CurveSeries => ({
    key: `fold ${i}`,
    label: t.fold(i + 1),
    colour: runColour(0),
    faint: true,
    points,
  }));
  const means = [mean('validation', 0), mean('trainEval', 1)].filter(({ points }) => points.length > 0);
  return means.length === 0 ? [] : [...members, ...means];
}

function RecallChart({ folds }: { readonly folds: FoldsResult }) {
  const api = useApi();
  const done = folds.folds.filter(({ status }) => status === 'done');
  const ids = done.slice(0, MAX_CURVES).map(({ runId }) => runId);
  const query = useQuery(
    api.errors.recalls.queryOptions({ ids }, { enabled: ids.length > 0, staleTime: Infinity }),
  );
  const { names = [], rows = [] } = query.data ?? {};
  const columns = ids.map((id) => t.fold(folds.folds.findIndex(({ runId }) => runId === id) + 1));
  const values = names.map((_, k) => rows.map((row) => row?.[k] ?? null));
  // The lack of recall is what is looked for.
  const shades = values.map((row) => row.map((value) => (value === null ? null : 1 - value)));
  if (names.length === 0) return null;
  return (
    <MatrixChart
      title={t.recall.title}
      answer={lowest(values, names)}
      name="fold-recall"
      rows={names}
      columns={columns}
      rowLabel={t.recall.classLabel}
      columnLabel={t.foldLabel}
      values={values}
      shades={shades}
      palette="sequential"
      format={(value) => formatShare(value, 0)}
      empty={experimentTexts.empty}
    />
  );
}

function lowest(values: readonly (readonly (number | null)[])[], names: readonly string[]): string {
  let found = { name: '', fold: 0, value: Infinity };
  values.forEach((row, k) =>
    row.forEach((value, fold) => {
      if (value !== null && value < found.value) found = { name: names[k] ?? '', fold: fold + 1, value };
    }),
  );
  return found.value === Infinity ? '' : t.recall.answer(found.name, found.fold, found.value);
}

function Hardest({
  hardest,
  spec,
  names,
}: {
  readonly hardest: NonNullable<FoldsResult['outOfFold']>['hardest'];
  readonly spec: unknown;
  readonly names: readonly string[];
}) {
  const api = useApi();
  const set = setOf(spec);
  const shown = hardest.slice(0, 24);
  const indices = shown.map(({ index }) => index);
  const query = useQuery(
    api.data.examples.queryOptions(
      { set: set ?? '', indices },
      { enabled: set !== null && indices.length > 0, staleTime: Infinity },
    ),
  );
  const targets = new Map(query.data?.examples.map(({ index, target }) => [index, target[0]]));
  const rows = shown.map(({ index, probability }) => ({
    index,
    truth: targets.get(index) ?? 0,
    confidence: probability,
  }));
  return (
    <Panel title={t.hardest} answer={t.hardestAnswer}>
      {query.data !== undefined && <Gallery set={set} rows={rows} names={names} />}
    </Panel>
  );
}
