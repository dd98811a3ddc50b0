'use client';
import { Group } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { runColour } from '../../charts/colours.ts';
import { flattenConfig } from '../../format/flat-config.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import { BaselineChoice } from './baseline-choice.tsx';
import { DifferenceChart, OverlayChart, SmallChart } from './compare-charts.tsx';
import { overlay, type ComparedRun } from './compare-curves.ts';
import { ConfigDifference } from './config-difference.tsx';
import { PairSection } from './pair-section.tsx';
import { runsAnswer } from './run-answers.ts';

/** What is shown of compared runs. */
export interface ComparedProps {
  readonly runs: readonly ComparedRun[];
  readonly names: ReadonlyMap<string, string>;
  readonly metric: string;
  /** What the curves stand over: a kind of x, or the name of another metric. */
  readonly x: string;
  /** Whether each has a chart of its own. */
  readonly split: boolean;
  readonly base: string;
  readonly onBase: (base: string) => void;
  /** What else is chosen beside the baseline. */
  readonly controls: ReactNode;
}

/** Every run by itself: its curve, its distance from a baseline, its settings, and two of them example by example. */
export function SingleRuns({ runs, names, metric, x, split, base: wanted, onBase, controls }: ComparedProps) {
  const series = useMemo(() => overlay(runs, names, metric, x), [runs, names, metric, x]);
  const base = runs.find(({ run }) => run.id === wanted)?.run.id ?? runs[0]?.run.id ?? '';
  const compared = useMemo(
    () =>
      runs.map(({ run }) => ({
        key: run.id,
        label: names.get(run.id) ?? run.name,
        colour: runColour(run.colour),
        config: flattenConfig(run.spec),
      })),
    [runs, names],
  );
  const shared = { metric, x };
  return (
    <>
      <Group gap="sm">
        {controls}
        {runs.length > 1 && <BaselineChoice choices={compared} base={base} onChange={onBase} />}
      </Group>
      <ChartGrid>
        {split ? (
          series.map((one) => (
            <SmallChart
              key={one.key}
              {...shared}
              name={`run-${one.key}`}
              one={one}
              others={series}
              answer={runsAnswer([one], metric)}
            />
          ))
        ) : (
          <OverlayChart {...shared} series={series} answer={runsAnswer(series, metric)} />
        )}
        {runs.length > 1 && (
          <DifferenceChart {...shared} series={series} base={base} label={names.get(base) ?? base} />
        )}
      </ChartGrid>
      {runs.length > 1 && <ConfigDifference compared={compared} base={base} />}
      {runs.length > 1 && <PairSection runs={runs} names={names} first={base} />}
    </>
  );
}
