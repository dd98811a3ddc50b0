'use client';
import { Group, Text } from '@mantine/core';
import type { SpreadKind } from '@convlab/evaluation/spread';
import { useMemo } from 'react';
import { texts } from '../../texts/texts.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import { BaselineChoice } from './baseline-choice.tsx';
import { DifferenceChart, OverlayChart, SmallChart } from './compare-charts.tsx';
import { ConfigDifference } from './config-difference.tsx';
import { groupCurves } from './group-curves.ts';
import { bandCaption, groupsAnswer } from './run-answers.ts';
import { commonConfig, groupRuns, largestGroups, MAX_GROUPS, type Grouping } from './run-groups.ts';
import type { ComparedProps } from './single-runs.tsx';

const t = texts.compare.groups;

interface GroupedRunsProps extends ComparedProps {
  readonly grouping: Grouping;
  readonly band: SpreadKind;
}

/** Runs as means of groups, each with its band and its runs faint behind it. */
export function GroupedRuns(props: GroupedRunsProps) {
  const { runs, names, metric, x, split, base: wanted, onBase, grouping, band, controls } = props;
  const all = useMemo(() => groupRuns(runs, grouping), [runs, grouping]);
  const groups = useMemo(() => largestGroups(all), [all]);
  const curves = useMemo(() => groupCurves(groups, names, metric, x, band), [groups, names, metric, x, band]);
  const means = useMemo(() => curves.map(({ mean }) => mean), [curves]);
  const series = useMemo(() => [...curves.flatMap(({ members }) => members), ...means], [curves, means]);
  const compared = useMemo(
    () => groups.map((group) => ({ ...group, config: commonConfig(group) })),
    [groups],
  );
  const base = groups.find(({ key }) => key === wanted) ?? groups[0];
  const caption = bandCaption(groups, band);
  const shared = { metric, x };
  return (
    <>
      {all.length > groups.length && <Text size="sm">{t.tooMany(MAX_GROUPS, all.length)}</Text>}
      <Group gap="sm">
        {controls}
        {groups.length > 1 && <BaselineChoice choices={groups} base={base?.key ?? ''} onChange={onBase} />}
      </Group>
      <ChartGrid>
        {split ? (
          curves.map(({ mean, members }) => (
            <SmallChart
              key={mean.key}
              {...shared}
              name={mean.key}
              one={mean}
              others={[...members, ...means]}
              answer={`${groupsAnswer(
                groups.filter(({ key }) => key === mean.key),
                metric,
              )} ${caption}`}
            />
          ))
        ) : (
          <OverlayChart {...shared} series={series} answer={`${groupsAnswer(groups, metric)} ${caption}`} />
        )}
        {base !== undefined && groups.length > 1 && (
          <DifferenceChart {...shared} series={means} base={base.key} label={base.label} />
        )}
      </ChartGrid>
      {groups.length > 1 && <ConfigDifference compared={compared} base={base?.key ?? ''} />}
    </>
  );
}
