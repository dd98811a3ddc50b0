'use client';
import { useMemo } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  usePlotArea,
  useXAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { linearTicks, spanOf } from './axis.ts';
import type { BarChartProps, BarItem } from './bar-props.ts';
import classes from './chart.module.css';

const LABEL_PX = 7;
/* Values stand beyond the ends of their bars. */
const MIN_VALUE_PX = 56;
const MAX_LABEL_PX = 180;
const MAX_LABEL = 25;
const BAR_SHARE = 0.62;
/* A line that crosses a number does not strike it through. */
const HALO = {
  stroke: 'var(--surface)',
  strokeWidth: 4,
  strokeLinejoin: 'round',
  paintOrder: 'stroke',
} as const;

/** The drawing of categories with values and intervals: one row each. */
export function IntervalPlot(props: BarChartProps) {
  const { items, mark = 'bar', reference, format } = props;
  const ticks = useMemo(() => ticksOf(props), [props]);
  const widest = Math.max(...items.map(({ label }) => label.length));
  const widestValue = Math.max(...items.map(({ value }) => format(value).length));
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={props.title}>
      <ResponsiveContainer width="100%" height="100%" debounce={50}>
        <ComposedChart
          layout="vertical"
          data={[...items]}
          margin={{ top: 4, right: Math.max(MIN_VALUE_PX, widestValue * LABEL_PX + 8), bottom: 2, left: 4 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" horizontal={false} />
          <XAxis
            type="number"
            domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={props.formatTick ?? format}
            tickLine={false}
            stroke="var(--chart-axis)"
            fontSize={12}
            height={24}
            allowDataOverflow
          />
          <YAxis
            type="category"
            dataKey="label"
            width={Math.min(MAX_LABEL_PX, widest * LABEL_PX + 14)}
            // Rows write their names themselves: the axis would wrap them and set them off its own places.
            tick={false}
            tickLine={false}
            axisLine={false}
          />
          {reference !== undefined && <Reference {...reference} />}
          <Rows {...props} mark={mark} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function ticksOf({ items, mark = 'bar', domain, reference }: BarChartProps): number[] {
  if (domain !== undefined) return linearTicks(domain[0], domain[1], mark === 'bar');
  const values = items.flatMap(({ value, low, high, dots = [] }) => [
    value,
    low,
    high,
    ...dots.map((dot) => dot.value),
  ]);
  const known = [...values, reference?.value].filter((value) => typeof value === 'number');
  const [from, to] = spanOf(known.filter(Number.isFinite)) ?? [0, 1];
  return linearTicks(from, to, mark === 'bar');
}

function Rows({ items, mark, format, onSelect }: BarChartProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  if (area === undefined || x === undefined) return null;
  const height = area.height / Math.max(items.length, 1);
  return items.map((item, i) => (
    <g
      key={item.key}
      {...(onSelect === undefined ? {} : { onClick: () => onSelect(item.key), style: { cursor: 'pointer' } })}
    >
      <rect x={area.x} y={area.y + i * height} width={area.width} height={height} fill="transparent" />
      <text
        x={area.x - 8}
        y={area.y + (i + 0.5) * height + 4}
        textAnchor="end"
        fontSize={12}
        fill="var(--chart-axis)"
      >
        {shortened(item.label)}
        {item.label.length > MAX_LABEL && <title>{item.label}</title>}
      </text>
      <Row item={item} top={area.y + i * height} height={height} x={x} mark={mark ?? 'bar'} format={format} />
    </g>
  ));
}

function shortened(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}

interface RowProps {
  readonly item: BarItem;
  readonly top: number;
  readonly height: number;
  readonly x: (value: number) => number | undefined;
  readonly mark: 'bar' | 'dot';
  readonly format: BarChartProps['format'];
}

function Row({ item, top, height, x, mark, format }: RowProps) {
  const { value, low, high, dots = [], colour = 'var(--series-training)' } = item;
  const middle = top + height / 2;
  const zero = x(0) ?? 0;
  const end = value === null ? undefined : x(value);
  const ends = [low, high].map((one) => (one === undefined ? undefined : x(one)));
  const thickness = Math.min(height * BAR_SHARE, 18);
  const right = Math.max(end ?? 0, ends[1] ?? 0, ...dots.map((dot) => x(dot.value) ?? 0));
  return (
    <>
      {mark === 'bar' && end !== undefined && (
        <rect
          x={Math.min(zero, end)}
          y={middle - thickness / 2}
          width={Math.abs(end - zero)}
          height={thickness}
          rx={2}
          fill={colour}
          fillOpacity={0.75}
        />
      )}
      {dots.map((dot) => (
        <circle key={dot.key} cx={x(dot.value)} cy={middle} r={3.5} fill={colour} fillOpacity={0.45}>
          <title>{`${dot.label}: ${format(dot.value)}`}</title>
        </circle>
      ))}
      {ends[0] !== undefined && ends[1] !== undefined && (
        <path
          d={`M${ends[0]} ${middle - 4}v8M${ends[0]} ${middle}H${ends[1]}M${ends[1]} ${middle - 4}v8`}
          stroke="var(--chart-axis)"
          fill="none"
        />
      )}
      {mark === 'dot' && end !== undefined && (
        <circle cx={end} cy={middle} r={5} fill={colour} stroke="var(--surface)" strokeWidth={1.5} />
      )}
      <text x={right + 8} y={middle + 4} fontSize={12} fill="var(--chart-axis)" {...HALO}>
        {format(value)}
      </text>
    </>
  );
}

function Reference({ value, label }: { readonly value: number; readonly label: string }) {
  const area = usePlotArea();
  const left = useXAxisScale()?.(value);
  if (area === undefined || left === undefined) return null;
  return (
    <g>
      <line
        x1={left}
        x2={left}
        y1={area.y}
        y2={area.y + area.height}
        stroke="var(--series-validation)"
        strokeDasharray="4 3"
      />
      <title>{label}</title>
    </g>
  );
}
