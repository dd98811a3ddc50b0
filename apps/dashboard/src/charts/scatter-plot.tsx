'use client';
import { memo, useId, useMemo, type PointerEvent } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { valueAxis, type Axis } from './axis.ts';
import type { Dot, DotAxis, ScatterChartProps, Zone } from './scatter-props.ts';
import classes from './chart.module.css';

interface ScatterPlotProps extends ScatterChartProps {
  readonly active: string | null;
  readonly onActive: (key: string) => void;
}

const AXIS = { stroke: 'var(--chart-axis)', fontSize: 12, tickLine: false } as const;
const NO_DATA: never[] = [];
/** The pointer takes hold of a dot within this distance. */
const REACH_PX = 40;
/** A zone's name needs so much room to its right. */
const LABEL_ROOM_PX = 80;

/** The drawing of a scatter chart. */
export function ScatterPlot(props: ScatterPlotProps) {
  const xAxis = useMemo(() => axisOf(props.x, props.dots, ({ x }) => x), [props.x, props.dots]);
  const yAxis = useMemo(() => axisOf(props.y, props.dots, ({ y }) => y), [props.y, props.dots]);
  return (
    <div className={classes.drawing}>
      <ResponsiveContainer width="100%" height="100%" debounce={50}>
        <ComposedChart
          data={NO_DATA}
          margin={{ top: 8, right: 14, bottom: 14, left: 6 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" />
          <XAxis
            dataKey="x"
            type="number"
            {...ends(xAxis)}
            tickFormatter={props.x.formatTick ?? props.x.format}
            label={{
              value: props.x.label,
              position: 'insideBottom',
              offset: -8,
              fontSize: 12,
              fill: 'var(--chart-axis)',
            }}
            height={30}
            {...AXIS}
          />
          <YAxis
            dataKey="y"
            type="number"
            {...ends(yAxis)}
            tickFormatter={props.y.formatTick ?? props.y.format}
            label={{
              value: props.y.label,
              angle: -90,
              position: 'insideLeft',
              style: { textAnchor: 'middle' },
              fontSize: 12,
              fill: 'var(--chart-axis)',
            }}
            width={68}
            {...AXIS}
          />
          <Zones zones={props.zones ?? []} xAxis={xAxis} yAxis={yAxis} />
          <Dots dots={props.dots} />
          <Field {...props} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function axisOf(
  { scale = 'linear', zero = true }: DotAxis,
  dots: readonly Dot[],
  of: (dot: Dot) => number,
): Axis {
  const points = dots.map((dot, i) => ({ x: i, y: of(dot) }));
  return valueAxis([{ key: '', label: '', colour: '', points }], { scale, zero, ignoreOutliers: false });
}

function ends(axis: Axis) {
  return {
    scale: axis.scale,
    domain: [...axis.domain] as [number, number],
    ticks: [...axis.ticks],
    allowDataOverflow: true,
  };
}

function Zones({
  zones,
  xAxis,
  yAxis,
}: {
  readonly zones: readonly Zone[];
  readonly xAxis: Axis;
  readonly yAxis: Axis;
}) {
  const id = useId();
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (area === undefined || x === undefined || y === undefined) return null;
  const within = (value: number, [low, high]: readonly [number, number]) =>
    Math.min(Math.max(value, low), high);
  const atEdge = (left: number) => left > area.x + area.width - LABEL_ROOM_PX;
  const spot = ([a, b]: readonly [number, number]) =>
    [x(within(a, xAxis.domain)) ?? 0, y(within(b, yAxis.domain)) ?? 0] as const;
  return (
    <g clipPath={`url(#${id})`}>
      <clipPath id={id}>
        <rect {...area} />
      </clipPath>
      {zones.map(({ label, corners, colour, labelAt }) => {
        const [left, top] = spot(labelAt);
        return (
          <g key={label}>
            <polygon
              points={corners.map((corner) => spot(corner).join(',')).join(' ')}
              fill={colour}
              fillOpacity={0.1}
            />
            <text
              x={left + (atEdge(left) ? -6 : 6)}
              y={top - 6}
              fontSize={11.5}
              fontWeight={600}
              fill={colour}
              textAnchor={atEdge(left) ? 'end' : 'start'}
            >
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const Dots = memo(function AllDots({ dots }: { readonly dots: readonly Dot[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  return dots.map(({ key, colour = 'var(--series-neutral)', strong, from, ...dot }) => (
    <g key={key}>
      {from !== undefined && (
        <line
          x1={x(from.x)}
          y1={y(from.y)}
          x2={x(dot.x)}
          y2={y(dot.y)}
          stroke={colour}
          strokeOpacity={0.5}
          strokeDasharray="3 3"
        />
      )}
      <circle
        cx={x(dot.x)}
        cy={y(dot.y)}
        r={strong === true ? 6 : 4}
        fill={colour}
        fillOpacity={strong === true ? 1 : 0.7}
        stroke="var(--surface)"
        strokeWidth={1}
      />
    </g>
  ));
});

function Field({ dots, active, onActive, onSelect }: ScatterPlotProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (area === undefined || x === undefined || y === undefined) return null;
  const dot = dots.find(({ key }) => key === active);
  const closest = (event: PointerEvent | React.MouseEvent): Dot | undefined => {
    const box = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect();
    const [left, top] = [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
    let found: Dot | undefined;
    let best = REACH_PX;
    for (const one of dots) {
      const distance = Math.hypot((x(one.x) ?? 0) - left, (y(one.y) ?? 0) - top);
      if (distance < best) [found, best] = [one, distance];
    }
    return found;
  };
  return (
    <g data-tool>
      {dot !== undefined && (
        <circle cx={x(dot.x)} cy={y(dot.y)} r={9} fill="none" stroke="var(--chart-axis)" strokeWidth={1.5} />
      )}
      <rect
        {...area}
        fill="transparent"
        style={{ cursor: onSelect === undefined ? 'crosshair' : 'pointer' }}
        onPointerMove={(event) => {
          const found = closest(event);
          if (found !== undefined && found.key !== active) onActive(found.key);
        }}
        onClick={(event) => {
          const found = closest(event);
          if (found !== undefined) onSelect?.(found.key);
        }}
      />
    </g>
  );
}
