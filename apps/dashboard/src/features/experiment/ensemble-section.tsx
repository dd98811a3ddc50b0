'use client';
import { SegmentedControl } from '@mantine/core';
import type { EnsemblePart, EnsembleResult } from '@convlab/experiments';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../client/api.ts';
import { BarChart } from '../../charts/bar-chart.tsx';
import type { BarItem } from '../../charts/bar-props.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { MatrixChart } from '../../charts/matrix-chart.tsx';
import { choiceParam, numberParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import {
  formatCount,
  formatLoss,
  formatPoints,
  formatPointsTick,
  formatShare,
  formatShareTick,
} from '../../format/format.ts';
import { experimentTexts } from '../../texts/experiment-texts.ts';
import { ChartGrid, Panel } from '../common/page-frame.tsx';
import { Gallery } from '../errors/gallery.tsx';
import { EnsembleCalibration } from './ensemble-calibration.tsx';
import { EnsembleCost } from './ensemble-cost.tsx';
import { formatOf, setOf, settingText, tickFormatOf } from './result.ts';
import { TestOpenings } from '../common/test-openings.tsx';
import { Section } from './section.tsx';

const t = experimentTexts.ensemble;
const PARAMS = {
  part: choiceParam(['validation', 'test'], 'validation'),
  /** Number of members that fail the examples shown; none by default. */
  failing: numberParam(0, 0, 100),
};
const percent = (value: number | null | undefined) => formatShare(value, 1);

interface EnsembleProps {
  readonly ensemble: EnsembleResult;
  readonly spec: unknown;
  readonly objective: string;
}

/** An ensemble: what it gains over its members, where that comes from, and whether it is worth it. */
export function EnsembleSection({ ensemble, spec, objective }: EnsembleProps) {
  const [view, setView] = useUrlState(PARAMS);
  const parts = (['validation', 'test'] as const).filter((one) => ensemble[one] !== undefined);
  const name = parts.includes(view.part) ? view.part : parts[0];
  const part = name === undefined ? undefined : ensemble[name];
  if (part === undefined || name === undefined)
    return (
      <Section title={t.title} answer={experimentTexts.waiting}>
        {null}
      </Section>
    );
  const done = ensemble.members.filter(({ status }) => status === 'done');
  return (
    <Section title={t.title} answer={worthOf(part, done.length)}>
      {parts.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t.part}
          style={{ justifySelf: 'start' }}
          value={name}
          onChange={(next) => setView({ part: next === 'test' ? 'test' : 'validation', failing: 0 })}
          data={parts.map((value) => ({ value, label: t.parts[value] }))}
        />
      )}
      {name === 'test' && done[0] !== undefined && <TestOpenings runId={done[0].runId} />}
      <ChartGrid>
        <ScoreChart part={part} objective={objective} />
        <GainChart part={part} members={done.length} />
        <SplitChart part={part} />
        <SizeChart part={part} />
        <DisagreementChart part={part} />
        <OverlapChart
          ids={done.map(({ runId }) => runId)}
          part={name}
          spec={spec}
          names={part.classes?.map((one) => one.name) ?? []}
          failing={view.failing}
          onFailing={(failing) => setView({ failing })}
        />
        <EnsembleCalibration part={part} ids={done.map(({ runId }) => runId)} name={name} />
        <EnsembleCost part={part} members={done} />
      </ChartGrid>
    </Section>
  );
}

function worthOf({ report }: EnsemblePart, members: number): string {
  if (report === undefined) return experimentTexts.empty;
  const { value, low, high } = report.gainOverBest;
  return (low > 0 ? t.worth.yes : t.worth.no)(value, low, high, members);
}

interface PartProps {
  readonly part: EnsemblePart;
}

function ScoreChart({ part, objective }: PartProps & { readonly objective: string }) {
  const { comparison } = part;
  const metric = ['accuracy', objective.slice(objective.indexOf('/') + 1), ...Object.keys(comparison)].find(
    (one) => comparison[one] !== undefined,
  );
  const found = metric === undefined ? undefined : comparison[metric];
  const items = useMemo(
    (): BarItem[] =>
      found === undefined
        ? []
        : [
            { key: 'ensemble', label: t.score.ensemble, value: found.ensemble, colour: 'var(--run-1)' },
            { key: 'best', label: t.score.best, value: found.best },
            { key: 'mean', label: t.score.mean, value: found.mean },
            ...found.members.map((value, i) => ({ key: String(i), label: t.member(i), value })),
          ],
    [found],
  );
  const format = formatOf(metric ?? '');
  return (
    <BarChart
      title={t.score.title}
      answer={
        found === undefined
          ? experimentTexts.empty
          : t.score.answer(metric ?? '', format(found.ensemble), format(found.best), format(found.mean))
      }
      name="ensemble-scores"
      items={items}
      itemLabel={t.score.label}
      valueLabel={metric ?? ''}
      format={format}
      formatTick={tickFormatOf(format)}
      mark="dot"
      {...(found === undefined ? {} : { reference: { value: found.ensemble, label: t.score.ensemble } })}
      empty={experimentTexts.empty}
    />
  );
}

function GainChart({ part, members }: PartProps & { readonly members: number }) {
  const { report } = part;
  const items = useMemo(
    (): BarItem[] =>
      report === undefined
        ? []
        : [
            { key: 'best', label: t.gain.best, ...report.gainOverBest },
            { key: 'mean', label: t.gain.mean, ...report.gainOverMean },
          ],
    [report],
  );
  return (
    <BarChart
      title={t.gain.title}
      answer={worthOf(part, members)}
      name="ensemble-gain"
      items={items}
      itemLabel={t.gain.label}
      valueLabel={t.gain.value}
      format={formatPoints}
      formatTick={formatPointsTick}
      mark="dot"
      reference={{ value: 0, label: t.gain.zero }}
      empty={experimentTexts.empty}
    />
  );
}

function SplitChart({ part: { squaredError } }: PartProps) {
  const { ensemble, meanMember, diversity } = squaredError;
  const items = useMemo(
    (): BarItem[] => [
      { key: 'member', label: t.split.member, value: meanMember },
      { key: 'diversity', label: t.split.diversity, value: diversity },
      { key: 'ensemble', label: t.split.ensemble, value: ensemble, colour: 'var(--run-1)' },
    ],
    [ensemble, meanMember, diversity],
  );
  return (
    <BarChart
      title={t.split.title}
      answer={t.split.answer(formatLoss(meanMember), formatLoss(diversity), formatLoss(ensemble))}
      name="ensemble-split"
      items={items}
      itemLabel={t.split.label}
      valueLabel={t.split.value}
      format={formatLoss}
      formatTick={settingText}
      empty={experimentTexts.empty}
    />
  );
}

function SizeChart({ part: { errorBySize = [] } }: PartProps) {
  const series = useMemo(
    () =>
      errorBySize.length === 0
        ? []
        : [
            {
              key: 'error',
              label: t.size.series,
              colour: 'var(--run-0)',
              points: errorBySize.map((y, i) => ({ x: i + 1, y })),
            },
          ],
    [errorBySize],
  );
  return (
    <CurveChart
      title={t.size.title}
      answer={
        errorBySize.length === 0
          ? experimentTexts.empty
          : t.size.answer(errorBySize[0] ?? 0, errorBySize.at(-1) ?? 0, errorBySize.length)
      }
      name="ensemble-size"
      series={series}
      xLabel={t.size.x}
      whole
      format={percent}
      formatTick={formatShareTick}
      empty={experimentTexts.empty}
    />
  );
}

function DisagreementChart({ part: { report } }: PartProps) {
  const values = report?.disagreement ?? [];
  const labels = values.map((_, i) => String(i + 1));
  return (
    <MatrixChart
      title={t.disagreement.title}
      answer={report === undefined ? experimentTexts.empty : t.disagreement.answer(report.diversity)}
      name="disagreement"
      rows={labels}
      columns={labels}
      rowLabel={t.disagreement.row}
      columnLabel={t.disagreement.column}
      values={values}
      palette="sequential"
      format={(value) => formatShare(value, 1)}
      empty={experimentTexts.empty}
    />
  );
}

function OverlapChart({
  ids,
  part,
  spec,
  names,
  failing,
  onFailing,
}: {
  readonly ids: readonly string[];
  readonly part: 'validation' | 'test';
  readonly spec: unknown;
  readonly names: readonly string[];
  readonly failing: number;
  readonly onFailing: (failing: number) => void;
}) {
  const api = useApi();
  const query = useQuery(
    api.errors.together.queryOptions(
      { ids: [...ids], part, ...(failing === 0 ? {} : { failing }) },
      { enabled: ids.length > 0, staleTime: Infinity, placeholderData: (before) => before },
    ),
  );
  const { counts = [], examples = [] } = query.data ?? {};
  const items = useMemo(
    () =>
      counts
        .map((value, count): BarItem => ({ key: String(count), label: t.overlap.members(count), value }))
        .slice(1),
    [counts],
  );
  const all = counts.at(-1) ?? 0;
  const some = counts.slice(1, -1).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <BarChart
        title={t.overlap.title}
        answer={t.overlap.answer(all, some)}
        name="error-overlap"
        items={items}
        itemLabel={t.overlap.label}
        valueLabel={t.overlap.value}
        format={formatCount}
        onSelect={(key) => onFailing(Number(key))}
        empty={experimentTexts.empty}
      />
      {failing > 0 && (
        <Panel title={t.overlap.gallery(failing)}>
          <Gallery set={setOf(spec)} rows={examples} names={names} />
        </Panel>
      )}
    </>
  );
}
