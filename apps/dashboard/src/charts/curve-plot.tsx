'use client';
import { useEffect, useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  XAxis,
  YAxis,
} from 'recharts';
import type { CurveChartProps } from './curve-chart.tsx';
import {
  brokenPoints,
  clampToFloor,
  epochTicks,
  isolatedPoints,
  linearTicks,
  logDomain,
  type ChartRow,
  type Series,
} from './series.ts';

const HEIGHT = 240;
const AXIS = { stroke: 'var(--chart-axis)', fontSize: 12 };

interface PlotProps extends CurveChartProps {
  readonly scale: 'linear' | 'log';
  /** Hears the x under the pointer or the arrow keys. */
  readonly onActive: (x: number | null) => void;
}

/** The drawing of a chart of curves. */
export function CurvePlot(props: PlotProps) {
  const { rows, series, domain, marks = [], band, syncId } = props;
  const keys = useMemo(() => series.map(({ key }) => key), [series]);
  const log = useMemo(
    () => (props.scale === 'log' ? logDomain(rows, keys) : undefined),
    [rows, keys, props.scale],
  );
  const data = useMemo(
    () => (log === undefined ? [...rows] : clampToFloor(rows, keys, log[0])),
    [rows, keys, log],
  );
  // From zero: a curve that looks steep must be steep.
  const ticksY = useMemo(
    () => linearTicks(rows, band === undefined ? keys : [...keys, band.key]),
    [rows, keys, band],
  );
  const broken = useMemo(() => brokenPoints(rows, keys), [rows, keys]);
  const formatTick = props.formatTick ?? props.format;
  return (
    <div style={{ height: HEIGHT }}>
      <ResponsiveContainer width="100%" height={HEIGHT} debounce={50}>
        <ComposedChart
          data={data}
          margin={{ top: 20, right: 12, bottom: 4, left: 0 }}
          {...(syncId === undefined ? {} : { syncId, syncMethod: 'value' as const })}
          title={props.title}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="x"
            type="number"
            domain={[...domain]}
            ticks={epochTicks(domain)}
            padding={{ left: 6, right: 6 }}
            tickLine={false}
            tickMargin={6}
            height={28}
            {...AXIS}
          />
          <YAxis
            width={58}
            tickLine={false}
            axisLine={false}
            tickFormatter={formatTick}
            {...AXIS}
            {...(log === undefined
              ? { domain: [ticksY[0] ?? 0, ticksY.at(-1) ?? 1], ticks: ticksY, interval: 0 as const }
              : { scale: 'log' as const, domain: [...log], allowDataOverflow: true })}
          />
          <Tooltip
            content={Nothing}
            cursor={{ stroke: 'var(--chart-axis)', strokeDasharray: '2 3' }}
            isAnimationActive={false}
          />
          {band !== undefined && (
            <Area
              dataKey={band.key}
              stroke="none"
              fill="var(--chart-band)"
              isAnimationActive={false}
              activeDot={false}
            />
          )}
          {marks.map((mark) => (
            <ReferenceLine
              key={`${mark.symbol}${mark.x}`}
              x={mark.x}
              stroke="var(--chart-axis)"
              strokeDasharray="1 3"
              label={{ value: mark.symbol, position: 'top', fill: 'var(--chart-axis)', fontSize: 12 }}
            />
          ))}
          {broken.map((x) => (
            <ReferenceLine
              key={`broken${x}`}
              x={x}
              stroke="none"
              label={{
                value: '✕',
                position: 'insideBottom',
                fill: 'var(--mantine-color-red-6)',
                fontSize: 12,
              }}
            />
          ))}
          {series.map((one) => curve(one, data))}
          <Probe onActive={props.onActive} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function curve({ key, label, colour, dashed, shape }: Series, data: readonly ChartRow[]) {
  const isolated = isolatedPoints(data, key);
  return (
    <Line
      key={key}
      dataKey={key}
      name={label}
      stroke={colour}
      strokeWidth={1.75}
      {...(dashed === true ? { strokeDasharray: '5 4' } : {})}
      type={shape === 'step' ? 'stepAfter' : 'linear'}
      isAnimationActive={false}
      connectNulls={false}
      dot={isolated.size === 0 ? false : isolatedDot(isolated, colour)}
      activeDot={{ r: 3.5, strokeWidth: 0, fill: colour }}
    />
  );
}

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly payload?: ChartRow;
}

function isolatedDot(isolated: ReadonlySet<number>, colour: string) {
  return function Dot({ cx, cy, payload }: DotProps) {
    const visible = payload !== undefined && isolated.has(payload.x) && cy !== undefined;
    return visible ? <circle key={payload.x} cx={cx} cy={cy} r={3} fill={colour} /> : <g key={payload?.x} />;
  };
}

function Nothing() {
  return null;
}

/* Tells the strip below the plot where the cursor is; pointer, arrow keys and charts in step all end up here. */
function Probe({ onActive }: { readonly onActive: (x: number | null) => void }) {
  const label = useActiveTooltipLabel();
  const x = typeof label === 'number' ? label : null;
  useEffect(() => onActive(x), [x, onActive]);
  return null;
}
