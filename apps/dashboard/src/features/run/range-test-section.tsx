'use client';
import { Anchor } from '@mantine/core';
import type { RateRange } from '@convlab/optimizers/range-test';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { ChartGroup } from '../../charts/chart-group.tsx';
import { runColour } from '../../charts/colours.ts';
import { CurveChart } from '../../charts/curve-chart.tsx';
import type { Mark, Point } from '../../charts/points.ts';
import { useApi } from '../../client/api.ts';
import { formatLoss, formatLossTick, formatRate } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { ChartGrid } from '../common/page-frame.tsx';
import { cloneLink } from './clone-link.ts';
import { readRangeTest } from './range-test.ts';
import { isOver, type RunData } from './run-state.ts';
import { useRefreshAt } from './use-refresh-at.ts';

const t = texts.run.rangeTest;

interface RangeTestSectionProps {
  readonly data: RunData;
  readonly range: RateRange;
}

/** What a range test was made for: loss over the learning rate, and the rate to train with. */
export function RangeTestSection({ data: { run }, range }: RangeTestSectionProps) {
  const api = useApi();
  const query = useQuery(
    api.runs.curve.queryOptions({ id: run.id, name: 'train/loss' }, { placeholderData: keepPreviousData }),
  );
  useRefreshAt(isOver(run.status) ? 'over' : run.step, () => void query.refetch());
  const totalSteps = (run.plannedEpochs ?? 1) * (run.stepsPerEpoch ?? 1);
  const test = useMemo(
    () => readRangeTest(query.data?.buckets ?? [], range, totalSteps),
    [query.data, range, totalSteps],
  );
  const { steepest, lowest } = test;
  const raw = useMemo(() => seriesOf(test.points, run.colour), [test, run.colour]);
  const smooth = useMemo(() => seriesOf(test.smooth, run.colour), [test, run.colour]);
  const marks = useMemo(
    (): readonly Mark[] => (steepest === null ? [] : [{ x: steepest, kind: 'best', label: t.mark }]),
    [steepest],
  );
  return (
    <section aria-label={t.title}>
      <ChartGroup xScale="log">
        <ChartGrid>
          <CurveChart
            title={t.title}
            answer={steepest === null || lowest === null ? t.none : t.answer(steepest, lowest)}
            name="range-test"
            series={raw}
            smoothed={smooth}
            marks={marks}
            xLabel={t.rate}
            formatX={formatRate}
            format={formatLoss}
            formatTick={formatLossTick}
            {...(steepest === null ? {} : { restAt: steepest })}
            log
            empty={t.waiting}
          />
        </ChartGrid>
      </ChartGroup>
      {steepest !== null && (
        <Anchor
          component={Link}
          href={cloneLink(run.id, { optimizer: { learningRate: steepest } })}
          size="sm"
          display="inline-block"
          my="sm"
        >
          {t.use(steepest)}
        </Anchor>
      )}
    </section>
  );
}

function seriesOf(points: readonly Point[], colour: number) {
  return points.length === 0 ? [] : [{ key: 'loss', label: t.series, colour: runColour(colour), points }];
}
