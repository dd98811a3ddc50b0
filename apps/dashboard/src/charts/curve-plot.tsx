'use client';
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

/**
 * The drawing of curves: axes and layout by the chart library, curves as single paths within them.
 *
 * A path per curve costs a fraction of an element per point, and each curve may have its own places on x.
 */
export function CurvePlot(props: CurvePlotProps) {
  const { xAxis, yAxis, marks } = props;
  return (
    <div className={classes.drawing}>
      <ResponsiveContainer width="100%" height="100%" debounce={50}>
        <ComposedChart
          data={NO_DATA}
          margin={{ top: 8, right: 14, bottom: marks.length === 0 ? 2 : TRACK_HEIGHT, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} horizontalValues={[...yAxis.ticks]} />
          <XAxis
            dataKey="x"
            type="number"
            scale={xAxis.scale}
            domain={[...xAxis.domain]}
            ticks={[...xAxis.ticks]}
            tickFormatter={props.formatX}
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
            tickFormatter={props.formatTick}
            allowDataOverflow
            interval={0}
            {...AXIS}
          />
          <HighlightLayer range={props.highlight} />
          <CurveLayer series={props.series} />
          <TrackLayer marks={marks} series={props.series} />
          <CursorLayer
            store={props.store}
            positions={props.positions}
            series={props.series}
            domain={xAxis.domain}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
