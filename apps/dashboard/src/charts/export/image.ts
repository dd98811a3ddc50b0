import type { LegendEntry } from '../legend.ts';
import { DASH_ARRAYS } from '../colours.ts';

/** What a picture of a chart says beside its drawing. */
export interface PictureText {
  readonly title: string;
  readonly answer: string;
  readonly legend: readonly LegendEntry[];
}

/** Pictures are twice as fine as the screen's CSS pixels. */
const RESOLUTION = 2;
const MARGIN = 20;
const TITLE = 'font-size="17" font-weight="600"';
const BODY = 'font-size="13"';
const LINE_HEIGHT = 19;
/** Properties that a drawing takes from style sheets. */
const COPIED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'stroke-opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const;

/** The drawing inside `plot` as a complete SVG document with title, caption and legend, in the colours of the screen. */
export function toSvg(plot: HTMLElement, text: PictureText): string {
  const drawing = plot.querySelector<SVGSVGElement>('svg[data-drawing], svg.recharts-surface');
  if (drawing === null) throw new Error('There is no drawing to export.');
  const { width, height } = drawing.getBoundingClientRect();
  const style = getComputedStyle(plot);
  const colour = style.color;
  const total = width + 2 * MARGIN;
  const answer = wrapped(text.answer, width, `13px ${style.fontFamily}`);
  const legend = legendRows(text.legend, width, `13px ${style.fontFamily}`);
  const top = MARGIN + 22 + answer.length * LINE_HEIGHT + 6;
  const bottom = top + height + 12;
  const totalHeight = bottom + legend.length * LINE_HEIGHT + MARGIN;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${totalHeight}" viewBox="0 0 ${total} ${totalHeight}" font-family="${escape(style.fontFamily)}">`,
    `<rect width="100%" height="100%" fill="${solid(plot)}"/>`,
    `<text x="${MARGIN}" y="${MARGIN + 14}" ${TITLE} fill="${colour}">${escape(text.title)}</text>`,
    ...answer.map(
      (line, i) =>
        `<text x="${MARGIN}" y="${MARGIN + 36 + i * LINE_HEIGHT}" ${BODY} fill="${colour}">${escape(line)}</text>`,
    ),
    `<g transform="translate(${MARGIN} ${top})">${frozen(drawing, width, height)}</g>`,
    ...legend.flatMap((row, i) =>
      row.map(({ x, entry }) => legendMark(entry, MARGIN + x, bottom + i * LINE_HEIGHT + 8, colour, plot)),
    ),
    '</svg>',
  ];
  return lines.join('\n');
}

/** An SVG document as a PNG file. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * RESOLUTION;
  canvas.height = image.height * RESOLUTION;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)),
      'image/png',
    ),
  );
}

/* A copy that looks the same without the page's style sheets. */
function frozen(drawing: SVGSVGElement, width: number, height: number): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, i) => {
    const target = copies[i];
    if (target === undefined) return;
    const style = getComputedStyle(original);
    for (const property of COPIED) target.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'tabindex', 'role']) target.removeAttribute(name);
  });
  for (const tool of copy.querySelectorAll('[data-tool]')) tool.remove();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

interface PlacedEntry {
  readonly x: number;
  readonly entry: LegendEntry;
}

function legendRows(legend: readonly LegendEntry[], width: number, font: string): PlacedEntry[][] {
  const rows: PlacedEntry[][] = [];
  let x = Infinity;
  for (const entry of legend) {
    const needed = 26 + measure(entry.label, font) + 18;
    if (x + needed > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ x, entry });
    x += needed;
  }
  return rows;
}

function legendMark(entry: LegendEntry, x: number, y: number, colour: string, plot: HTMLElement): string {
  const dash = DASH_ARRAYS[entry.dash ?? 'solid'];
  const paint = resolved(entry.colour, plot);
  const sample =
    entry.area === true
      ? `<rect x="${x}" y="${y - 5}" width="18" height="10" fill="${paint}" fill-opacity="0.35"/>`
      : `<line x1="${x}" y1="${y}" x2="${x + 18}" y2="${y}" stroke="${paint}" stroke-width="2"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/>`;
  return `${sample}<text x="${x + 26}" y="${y + 4}" ${BODY} fill="${colour}">${escape(entry.label)}</text>`;
}

/* What a custom property stands for at the moment. */
function resolved(colour: string, within: HTMLElement): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name === undefined ? colour : getComputedStyle(within).getPropertyValue(name).trim() || colour;
}

function solid(element: HTMLElement): string {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
  }
  return '#ffffff';
}

function wrapped(text: string, width: number, font: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || measure(longer, font) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function measure(text: string, font: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
