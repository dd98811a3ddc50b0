'use client';
import { createContext, use, useMemo } from 'react';
import { CartesianGrid, ComposedChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Axis } from './axis.ts';
import type { Range, useChartGroup } from './chart-group.tsx';
import { CurveLayer } from './curve-layer.tsx';
import { CursorLayer } from './cursor-layer.tsx';
import type { CurveSeries, Mark } from './points.ts';
import { HighlightLayer, TrackLayer, TRACK_HEIGHT } from './track-layer.tsx';
import classes from './chart.module.css';

interface CurvePlotProps {
  readonly title: string;
  readonly series: readonly CurveSeries[];
  readonly marks: readonly Mark[];
  readonly highlight: Range | undefined;
  readonly xAxis: Axis;
  readonly yAxis: Axis;
  /** The x axis without zoom. */
  readonly whole: Range;
  readonly store: ReturnType<typeof useChartGroup>['store'];
  readonly positions: readonly number[];
  readonly formatX: (x: number) => string;
  readonly formatTick: (value: number) => string;
}

const AXIS = { stroke: 'var(--chart-axis)', fontSize: 12, tickLine: false } as const;
const NO_DATA: never[] = [];

/** What is drawn within the axes: given past the chart library, which would lay everything out anew for every point more. */
const Drawn = createContext<CurvePlotProps | undefined>(undefined);

/**
 * The drawing of curves: axes and layout by the chart library, curves as single paths within them.
 *
 * A path per curve costs a fraction of an element per point, and each curve may have its own places on x. The frame is made anew only
 * when an axis changes.
 */
export function CurvePlot(props: CurvePlotProps) {
  const { xAxis, yAxis, formatX, formatTick } = props;
  const hasTrack = props.marks.length > 0;
  const frame = useMemo(
    () => <Frame {...{ xAxis, yAxis, formatX, formatTick, hasTrack }} />,
    [xAxis, yAxis, formatX, formatTick, hasTrack],
  );
  return (
    <div className={classes.drawing}>
      <Drawn value={props}>{frame}</Drawn>
    </div>
  );
}

interface FrameProps extends Pick<CurvePlotProps, 'xAxis' | 'yAxis' | 'formatX' | 'formatTick'> {
  /** Whether there is a track of marks below the axis. */
  readonly hasTrack: boolean;
}

function Frame({ xAxis, yAxis, formatX, formatTick, hasTrack }: FrameProps) {
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <ComposedChart
        data={NO_DATA}
        margin={{ top: 8, right: 14, bottom: hasTrack ? TRACK_HEIGHT : 2, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} horizontalValues={[...yAxis.ticks]} />
        <XAxis
          dataKey="x"
          type="number"
          scale={xAxis.scale}
          domain={[...xAxis.domain]}
          ticks={[...xAxis.ticks]}
          tickFormatter={formatX}
          padding={{ left: 6, right: 6 }}
          allowDataOverflow
          interval="preserveStart"
          tickMargin={6}
          height={26}
          {...AXIS}
        />
        <YAxis
          dataKey="y"
          type="number"
          width={58}
          axisLine={false}
          scale={yAxis.scale}
          domain={[...yAxis.domain]}
          ticks={[...yAxis.ticks]}
          tickFormatter={formatTick}
          allowDataOverflow
          interval={0}
          {...AXIS}
        />
        <Layers />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function Layers() {
  const drawn = use(Drawn);
  if (drawn === undefined) return null;
  const { highlight, series, marks, store, positions, xAxis } = drawn;
  return (
    <>
      <HighlightLayer range={highlight} />
      <CurveLayer series={series} />
      <TrackLayer marks={marks} series={series} />
      <CursorLayer store={store} positions={positions} series={series} domain={xAxis.domain} />
    </>
  );
}
