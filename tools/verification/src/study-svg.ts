import type { StudyChart } from '@convlab/core';

const [WIDTH, HEIGHT] = [640, 320];
const FRAME = { left: 64, right: 180, top: 36, bottom: 44 };
const COLOURS = ['#2563eb', '#d97706', '#059669', '#dc2626', '#7c3aed', '#0891b2', '#be185d', '#4d7c0f'];
const GREY = '#808080';
/* The usual width of a letter, and the angle of names that are too long, in degrees. */
const [LETTER, SLANT] = [6.2, 30];
/* As many places on an axis as can each have a number. */
const FEW = 12;

type Series = StudyChart['series'][number];
type Axis = (value: number) => number;

/** A chart of a study as an SVG picture that reads on light and dark pages alike. */
export function studySvg(chart: StudyChart): string {
  const points = chart.series.flatMap((series) => series.points);
  const xs = chart.x.ticks?.map((_, i) => i) ?? points.map(({ x }) => x);
  const ys = points.flatMap(({ y, low = y, high = y }) => [low, high]);
  const x = axis(xs, [FRAME.left, WIDTH - FRAME.right], chart.x.log === true);
  const y = axis(
    chart.y.log === true ? ys : [0, ...ys],
    [HEIGHT - FRAME.bottom, FRAME.top],
    chart.y.log === true,
  );
  const ticks = xTicks(chart, xs);
  const below = slantOf(chart);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT + below}" font-family="sans-serif" font-size="12" fill="${GREY}" role="img">`,
    `<title>${escape(chart.title)}</title>`,
    text(FRAME.left, 20, chart.title, 'font-weight="bold"'),
    ...ticksOf(ys, chart.y.log === true).map((value) => yTick(value, y(value), chart.y.unit)),
    ...ticks.map(({ at, label }) => xTick(x(at), label, below > 0)),
    text((FRAME.left + WIDTH - FRAME.right) / 2, HEIGHT - 6, chart.x.label, 'text-anchor="middle"'),
    ...chart.series.map((series, i) => drawSeries(series, i, chart.x.ticks !== undefined, x, y)),
    ...(chart.x.ticks === undefined ? chart.series.map(({ name }, i) => legendEntry(name, i)) : []),
    '</svg>',
    '',
  ].join('\n');
}

function axis(values: readonly number[], [from, to]: readonly [number, number], log: boolean): Axis {
  const scale = (value: number): number => (log ? Math.log(Math.max(value, 1e-9)) : value);
  const [low, high] = [Math.min(...values.map(scale)), Math.max(...values.map(scale))];
  const span = high > low ? high - low : 1;
  return (value) => from + ((to - from) * (scale(value) - low)) / span;
}

function ticksOf(values: readonly number[], log: boolean): readonly number[] {
  const [low, high] = [Math.min(...values, ...(log ? [] : [0])), Math.max(...values)];
  if (log) return [low, Math.sqrt(low * high), high];
  return [0, 1, 2, 3, 4].map((i) => low + (i * (high - low)) / 4);
}

function yTick(value: number, at: number, unit: 'share' | 'number'): string {
  const label =
    unit === 'share' ? `${Number((100 * value).toPrecision(2))} %` : String(Number(value.toPrecision(2)));
  return `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${round(at)}" y2="${round(at)}" stroke="${GREY}" stroke-opacity="0.25"/>${text(FRAME.left - 6, at + 4, label, 'text-anchor="end"')}`;
}

/** The room that names below the axis need because they are too long to stand side by side: 0 when they are not. */
function slantOf({ x: { ticks = [] } }: StudyChart): number {
  const longest = LETTER * Math.max(0, ...ticks.map(({ length }) => length));
  const apart = (WIDTH - FRAME.left - FRAME.right) / Math.max(1, ticks.length - 1);
  return longest > apart ? Math.ceil(longest * Math.sin((SLANT * Math.PI) / 180)) - FRAME.bottom / 2 : 0;
}

function xTick(at: number, label: string, slanted: boolean): string {
  const y = HEIGHT - FRAME.bottom + 18;
  if (!slanted) return text(at, y, label, 'text-anchor="middle"');
  return text(at - 4, y, label, `transform="rotate(${SLANT} ${round(at - 4)} ${y})"`);
}

function xTicks({ x }: StudyChart, xs: readonly number[]): readonly { at: number; label: string }[] {
  if (x.ticks !== undefined) return x.ticks.map((label, at) => ({ at, label }));
  const distinct = [...new Set(xs)].toSorted((a, b) => a - b);
  if (x.log === true && distinct.length > FEW) return powersIn(distinct[0] ?? 1, distinct.at(-1) ?? 1);
  const every = Math.ceil(distinct.length / 6);
  return distinct.filter((_, i) => i % every === 0).map((at) => ({ at, label: String(at) }));
}

/** The powers of ten from `low` to `high`. */
function powersIn(low: number, high: number): readonly { at: number; label: string }[] {
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => 10 ** (from + i)).map((at) => ({
    at,
    label: String(at),
  }));
}

function drawSeries({ points }: Series, i: number, apart: boolean, x: Axis, y: Axis): string {
  const colour = COLOURS[i % COLOURS.length] ?? GREY;
  const spans = points.flatMap(({ x: at, low, high }) =>
    low === undefined || high === undefined
      ? []
      : `<line x1="${round(x(at))}" x2="${round(x(at))}" y1="${round(y(low))}" y2="${round(y(high))}" stroke="${colour}" stroke-opacity="0.45"/>`,
  );
  const dots = points.map(
    ({ x: at, y: value }) => `<circle cx="${round(x(at))}" cy="${round(y(value))}" r="3" fill="${colour}"/>`,
  );
  const path = points.map(({ x: at, y: value }) => `${round(x(at))},${round(y(value))}`).join(' ');
  const line = apart ? [] : [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`];
  return [...spans, ...line, ...dots].join('');
}

function legendEntry(name: string, i: number): string {
  const [x, y] = [WIDTH - FRAME.right + 16, FRAME.top + 8 + 18 * i];
  const colour = COLOURS[i % COLOURS.length] ?? GREY;
  return `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${colour}"/>${text(x + 16, y, name)}`;
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${escape(content)}</text>`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

function escape(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
