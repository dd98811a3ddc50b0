import { z } from 'zod';
import { issueError } from '../plugin/issue.ts';
import type { RunFacts } from './diagnosis.ts';
import type { StudyLayer } from './study.ts';

/** What a panel is computed from: what is stored of a run; nothing in it has to be computed again. */
export interface PanelRun extends RunFacts {
  /** The complete experiment. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Wall time of each finished epoch in ms, evaluation included; as long as `rows`. */
  readonly epochMs: readonly number[];
  /** At every epoch where the layers were looked at, in the network's order. */
  readonly layers: readonly { readonly epoch: number; readonly layers: readonly StudyLayer[] }[];
  /** Whether it trains no more. */
  readonly ended: boolean;
}

/** The part of a run's page that a panel stands in, below the charts that are there already. */
export type PanelPlace = 'live' | 'generalization' | 'errors' | 'inside';

const label = z.string().trim().min(1).max(80);
const number = z.number();
const value = number.nullable();
/** How values read: shares in percent, `seconds` as times. */
const unit = z.enum(['number', 'share', 'count', 'seconds']);
const axis = z.strictObject({ label, unit, log: z.boolean().optional() });

const curves = z.strictObject({
  type: z.literal('curves'),
  x: z.strictObject({ label }),
  y: axis,
  series: z
    .array(
      z.strictObject({
        name: label,
        points: z.array(z.strictObject({ x: number, y: value })).max(400),
      }),
    )
    .max(10),
});

const bars = z.strictObject({
  type: z.literal('bars'),
  itemLabel: label,
  value: z.strictObject({ label, unit }),
  items: z.array(z.strictObject({ label, value, low: number.optional(), high: number.optional() })).max(60),
});

const scatter = z.strictObject({
  type: z.literal('scatter'),
  dotLabel: label,
  x: axis,
  y: axis,
  dots: z.array(z.strictObject({ label, x: number, y: number })).max(400),
});

const matrix = z
  .strictObject({
    type: z.literal('matrix'),
    rowLabel: label,
    columnLabel: label,
    rows: z.array(label).max(50),
    columns: z.array(label).max(50),
    unit,
    values: z.array(z.array(value).max(50)).max(50),
  })
  .refine(
    ({ rows, columns, values }) =>
      values.length === rows.length && values.every((row) => row.length === columns.length),
    { path: ['values'], message: 'must hold a row per name of a row, and a value per name of a column' },
  );

const table = z
  .strictObject({
    type: z.literal('table'),
    columns: z
      .array(z.strictObject({ label, unit: unit.or(z.literal('text')) }))
      .min(1)
      .max(12),
    rows: z.array(z.array(z.string().max(200).or(value)).max(12)).max(400),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    path: ['rows'],
    message: 'must hold a cell per column',
  });

const result = z.strictObject({
  answer: z.string().trim().min(1).max(400),
  chart: z.discriminatedUnion('type', [curves, bars, scatter, matrix, table]),
});

/** An answer as a sentence with its numbers, and the chart behind it as data. */
export type PanelResult = z.input<typeof result>;

/** A chart as data: curves (≤ 10 × 400 points), bars (≤ 60), scatter (≤ 400), matrix (≤ 50 × 50) or table (≤ 400 × 12). */
export type PanelChart = PanelResult['chart'];

/** How the values of a panel's chart read: shares in percent, `seconds` as times. */
export type PanelUnit = z.infer<typeof unit>;

/**
 * A chart on the page of a run.
 *
 * It is computed in the server's process, where plugins are loaded; browsers get its result, which is data. Every panel of an
 * installation sees every run, with the defaults of its configuration.
 */
export interface Panel {
  /** The question that it answers; its title on the page. */
  readonly question: string;
  readonly place: PanelPlace;
  /**
   * The answer, or `undefined` where there is none for such a run, as before the epochs that it needs. A pure function of the
   * record, which may have no epoch yet and may hold what is not a number as `null`.
   */
  compute(run: PanelRun): PanelResult | undefined;
}

/**
 * What a panel gave, checked before anything draws it.
 *
 * @throws ConvlabError `E_PANEL_RESULT` with the place of what is malformed, not finite or too large.
 */
export function readPanelResult(given: unknown): PanelResult {
  const read = result.safeParse(given);
  if (read.success) return read.data;
  throw issueError(
    read.error.issues.map(({ path, message }) => ({
      code: 'E_PANEL_RESULT',
      path: path.filter((step) => typeof step !== 'symbol'),
      message,
    })),
  );
}
