'use client';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { usePlotArea, useXAxisInverseScale, useXAxisScale, useYAxisScale } from 'recharts';
import { useGroupState, type Range, type useChartGroup } from './chart-group.tsx';
import { togglePin } from './cursor-field.tsx';
import { nearest, pointAt, type CurveSeries } from './points.ts';

interface CursorLayerProps {
  readonly store: ReturnType<typeof useChartGroup>['store'];
  readonly positions: readonly number[];
  readonly series: readonly CurveSeries[];
  /** The part of x that is shown. */
  readonly domain: Range;
}

/** A press that moves less is a click. */
const DRAG_PX = 5;
const WHEEL_FACTOR = 1.2;

interface Drag {
  readonly from: number;
  readonly to: number;
  readonly pan: boolean;
  readonly domain: Range;
}

/**
 * The cursor, and what the pointer does: it reads values, a click pins, a drag zooms, with Shift it pans, the wheel with Ctrl
 * zooms, a double click shows all again.
 */
export function CursorLayer({ store, positions, series, domain }: CursorLayerProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const invert = useXAxisInverseScale();
  const [drag, setDrag] = useState<Drag | null>(null);
  const field = useRef<SVGRectElement>(null);
  useWheelZoom(field, invert, domain, store);
  if (area === undefined || x === undefined || invert === undefined) return null;
  const valueAt = (event: PointerEvent): number => Number(invert(leftOf(event)));
  const onMove = (event: PointerEvent): void => {
    const value = valueAt(event);
    store.set({ cursor: nearest(positions, value) ?? null });
    if (drag === null) return;
    if (drag.pan) store.set({ zoom: panned(drag, value) });
    else setDrag({ ...drag, to: value });
  };
  const onUp = (event: PointerEvent): void => {
    if (drag === null) return;
    setDrag(null);
    const width = Math.abs((x(drag.from) ?? 0) - leftOf(event));
    if (drag.pan) return;
    const here = nearest(positions, valueAt(event));
    if (width >= DRAG_PX) store.set({ zoom: ordered(drag.from, valueAt(event)) });
    else if (here !== undefined) togglePin(store, here);
  };
  return (
    <g data-tool>
      <CursorMarks store={store} positions={positions} series={series} />
      {drag !== null && !drag.pan && <DragBox from={x(drag.from)} to={x(drag.to)} />}
      <rect
        ref={field}
        {...area}
        fill="transparent"
        style={{ cursor: 'crosshair', touchAction: 'pan-y' }}
        onPointerMove={onMove}
        onPointerLeave={() => store.set({ cursor: null })}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const from = valueAt(event);
          setDrag({ from, to: from, pan: event.shiftKey, domain });
        }}
        onPointerUp={onUp}
        onPointerCancel={() => setDrag(null)}
        onDoubleClick={() => store.set({ zoom: null, pinned: null })}
      />
    </g>
  );
}

function CursorMarks({ store, positions, series }: Omit<CursorLayerProps, 'domain'>) {
  const cursor = useGroupState(store, (state) => state.cursor);
  const pinned = useGroupState(store, (state) => state.pinned);
  return (
    <>
      {pinned !== null && <Rule at={nearest(positions, pinned)} dashes={undefined} />}
      {cursor !== null && <Rule at={nearest(positions, cursor)} dashes="2 3" />}
      {cursor !== null && <Dots at={cursor} series={series} />}
    </>
  );
}

function Rule({ at, dashes }: { readonly at: number | undefined; readonly dashes: string | undefined }) {
  const area = usePlotArea();
  const left = useXAxisScale()?.(at);
  if (area === undefined || left === undefined || at === undefined) return null;
  return (
    <line
      x1={left}
      x2={left}
      y1={area.y}
      y2={area.y + area.height}
      stroke="var(--chart-axis)"
      {...(dashes === undefined ? {} : { strokeDasharray: dashes })}
    />
  );
}

function Dots({ at, series }: { readonly at: number; readonly series: readonly CurveSeries[] }) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined || area === undefined) return null;
  return series.map(({ key, colour, faint, shape, points }) => {
    const point = faint === true || shape === 'area' ? undefined : pointAt(points, at);
    if (point === undefined || point.y === null) return null;
    const [left, top] = [x(point.x), y(point.y)];
    const visible = top !== undefined && top >= area.y - 1 && top <= area.y + area.height + 1;
    return visible ? <circle key={key} cx={left} cy={top} r={3.5} fill={colour} /> : null;
  });
}

function DragBox({ from, to }: { readonly from: number | undefined; readonly to: number | undefined }) {
  const area = usePlotArea();
  if (area === undefined || from === undefined || to === undefined) return null;
  return (
    <rect
      x={Math.min(from, to)}
      y={area.y}
      width={Math.abs(to - from)}
      height={area.height}
      fill="var(--tone-active)"
      fillOpacity={0.15}
    />
  );
}

function useWheelZoom(
  field: React.RefObject<SVGRectElement | null>,
  invert: ((pixels: number) => unknown) | undefined,
  [low, high]: Range,
  store: CursorLayerProps['store'],
): void {
  useEffect(() => {
    const element = field.current;
    if (element === null || invert === undefined) return undefined;
    // React listens passively to the wheel, so that it could not keep the page from zooming.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const factor = event.deltaY > 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR;
      const centre = Number(invert(leftOf(event)));
      store.set({ zoom: [centre - (centre - low) * factor, centre + (high - centre) * factor] });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [field, invert, low, high, store]);
}

function leftOf(event: { readonly clientX: number; readonly currentTarget: EventTarget | null }): number {
  const svg = event.currentTarget instanceof SVGElement ? event.currentTarget.ownerSVGElement : null;
  return event.clientX - (svg?.getBoundingClientRect().left ?? 0);
}

/* The place that was taken hold of stays under the pointer. */
function panned({ from, domain: [low, high] }: Drag, to: number): Range {
  return [low + from - to, high + from - to];
}

function ordered(a: number, b: number): Range {
  return a < b ? [a, b] : [b, a];
}
