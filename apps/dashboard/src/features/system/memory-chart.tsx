'use client';
import { useCallback, useMemo } from 'react';
import { ChartGroup } from '../../charts/chart-group.tsx';
import { CurveChart } from '../../charts/curve-chart.tsx';
import { formatBytes, formatBytesTick, formatClock } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { enoughAnswer, memorySeries, memoryTable, type MemoryInfo } from './memory.ts';

const t = texts.system.memoryChart;

/** Whether there is enough memory: what server and trainings held over the last hour, and what was left. */
export function MemoryChart({ info }: { readonly info: MemoryInfo }) {
  const series = useMemo(() => memorySeries(info), [info]);
  const table = useMemo(() => memoryTable(info), [info]);
  const end = info.samples.at(-1)?.at ?? 0;
  const first = series[0]?.points[0]?.x ?? 0;
  const domain = useMemo(() => [Math.min(first, -1), 0] as const, [first]);
  const formatX = useCallback((minutes: number) => formatClock(new Date(end + 60_000 * minutes)), [end]);
  return (
    <ChartGroup>
      <CurveChart
        name="memory"
        title={t.title}
        answer={enoughAnswer(info)}
        series={series}
        table={table}
        xLabel={t.time}
        formatX={formatX}
        domain={domain}
        format={formatBytes}
        formatTick={formatBytesTick}
        binary
        empty={t.none}
      />
    </ChartGroup>
  );
}
