'use client';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import Link from 'next/link';
import { runColour } from '../../charts/colours.ts';
import type { Point } from '../../charts/points.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { configText, shortPath, type ConfigValue } from '../../format/flat-config.ts';
import {
  formatAgo,
  formatCount,
  formatDuration,
  formatLoss,
  formatMoment,
  formatPoints,
  formatShare,
  MISSING,
} from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import type { ReportSummary } from '../common/report.ts';
import { StatusDot } from '../common/status-badge.tsx';
import { VerdictChip } from '../common/verdict-chip.tsx';
import { epochAt, gapOf, metricOf, type At } from './run-values.ts';
import type { RunRow } from './use-runs.ts';
import classes from './runs.module.css';

const t = texts.runs.columns;

/** What the table library does for the table of runs: sorting. */
export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});
const helper = createColumnHelper<typeof features, RunRow>();

/** What cells need beside their run. */
export interface ColumnContext {
  readonly at: At;
  readonly baseline: RunRow | undefined;
  readonly names: ReadonlyMap<string, string>;
  /** Paths of settings that differ. */
  readonly varying: readonly string[];
  /** Small curves by run, as far as they have been read; a function, as they come in while columns stay. */
  readonly sparkOf: (id: string) => readonly Point[] | undefined;
}

/* Numbers sort largest first; a run without the number comes last either way. */
const numeric = { sortFn: 'basic', sortDescFirst: true, sortUndefined: 'last' } as const;

/** Columns that hold numbers: they stand to the right. */
export function isNumeric(id: string): boolean {
  return ['validation', 'trainEval', 'gap', 'loss', 'epoch', 'time', 'weights', 'created'].includes(id);
}

/** The width of a column in pixels. */
export function widthOf(id: string): number {
  const widths: Readonly<Record<string, number>> = {
    verdict: 176,
    validation: 214,
    trainEval: 96,
    gap: 84,
    loss: 92,
    epoch: 84,
    time: 92,
    weights: 92,
    tags: 120,
    created: 96,
  };
  return widths[id] ?? 124;
}

/** The columns of the table of runs, in the order in which people look for them. */
export function columnsOf(context: ColumnContext) {
  const { at, baseline, names, varying, sparkOf } = context;
  const metric = (id: string, header: string, name: string, format: (value: number | undefined) => string) =>
    helper.accessor((run) => metricOf(run, name, at), {
      id,
      header,
      ...numeric,
      cell: ({ getValue, row: { original: run } }) => (
        <Delta
          value={getValue()}
          of={run}
          baseline={baseline}
          read={(one) => metricOf(one, name, at)}
          points={id !== 'loss'}
        >
          {format(getValue())}
        </Delta>
      ),
    });
  return helper.columns([
    helper.accessor((run) => names.get(run.id) ?? run.name, {
      id: 'name',
      header: t.name,
      sortFn: 'basic',
      cell: ({ getValue, row: { original: run } }) => (
        <span className={classes.nameCell}>
          <StatusDot status={run.status} />
          <Link href={`/runs/${run.id}`} className={classes.runLink} title={getValue()} prefetch={false}>
            <span className={classes.swatch} style={{ background: runColour(run.colour) }} aria-hidden />
            {run.name}
            <small>{getValue().slice(run.name.length).trim()}</small>
          </Link>
        </span>
      ),
    }),
    helper.accessor((run) => run.report?.verdict, {
      id: 'verdict',
      header: t.verdict,
      sortFn: 'basic',
      sortUndefined: 'last',
      cell: ({ row: { original: run } }) =>
        run.report === null ? MISSING : <VerdictChip report={run.report as ReportSummary} short />,
    }),
    helper.accessor((run) => metricOf(run, 'validation/accuracy', at), {
      id: 'validation',
      header: t.validation(at),
      ...numeric,
      cell: ({ getValue, row: { original: run } }) => (
        <span className={classes.best}>
          <Spark points={sparkOf(run.id)} run={run} />
          <Delta
            value={getValue()}
            of={run}
            baseline={baseline}
            read={(one) => metricOf(one, 'validation/accuracy', at)}
            points
          >
            {formatShare(getValue())}
            <EpochNote epoch={getValue() === undefined ? null : epochAt(run, at)} />
          </Delta>
        </span>
      ),
    }),
    metric('trainEval', t.trainEval, 'trainEval/accuracy', (value) => formatShare(value)),
    helper.accessor((run) => gapOf(run, at), {
      id: 'gap',
      header: t.gap,
      ...numeric,
      cell: ({ getValue }) => formatPoints(getValue()).replace(' points', ''),
    }),
    metric('loss', t.loss, 'validation/loss', formatLoss),
    helper.accessor('epoch', {
      header: t.epochs,
      ...numeric,
      cell: ({ row: { original: run } }) => texts.runs.ofEpochs(run.epoch, run.plannedEpochs),
    }),
    helper.accessor('durationMs', {
      id: 'time',
      header: t.time,
      ...numeric,
      cell: ({ getValue }) => formatDuration(getValue()),
    }),
    helper.accessor((run) => run.numWeights ?? undefined, {
      id: 'weights',
      header: t.weights,
      ...numeric,
      cell: ({ getValue }) => formatCount(getValue()),
    }),
    ...varying.map((path) =>
      helper.accessor((run) => sortable(run.config[path]), {
        id: path,
        header: shortPath(path),
        sortFn: 'basic',
        sortUndefined: 'last',
        cell: ({ row: { original: run } }) => (
          <span title={`${path}: ${configText(run.config[path])}`}>{configText(run.config[path])}</span>
        ),
      }),
    ),
    helper.accessor((run) => run.tags.join(' ') || undefined, {
      id: 'tags',
      header: t.tags,
      sortFn: 'basic',
      sortUndefined: 'last',
      cell: ({ row: { original: run } }) =>
        run.tags.map((tag) => (
          <span key={tag} className={classes.tag}>
            {tag}
          </span>
        )),
    }),
    helper.accessor('createdAt', {
      id: 'created',
      header: t.created,
      ...numeric,
      cell: ({ getValue }) => <Moment time={new Date(getValue())} />,
    }),
  ]);
}

function sortable(value: ConfigValue | undefined): string | number | undefined {
  return typeof value === 'boolean' || value === null ? String(value) : value;
}

function EpochNote({ epoch }: { readonly epoch: number | null }) {
  return epoch === null ? null : <small> {texts.runs.atEpoch(epoch)}</small>;
}

function Spark({ points, run }: { readonly points: readonly Point[] | undefined; readonly run: RunRow }) {
  if (points === undefined || points.length < 2) return <span className={classes.noSpark} />;
  return (
    <Sparkline
      points={points}
      colour={runColour(run.colour)}
      dotAt={run.bestEpoch}
      label={texts.runs.spark}
    />
  );
}

interface DeltaProps {
  readonly value: number | undefined;
  readonly of: RunRow;
  readonly baseline: RunRow | undefined;
  readonly read: (run: RunRow) => number | undefined;
  /** In percentage points; else as it is. */
  readonly points: boolean;
  readonly children: React.ReactNode;
}

/** A value, and how far it is from the baseline's. */
function Delta({ value, of, baseline, read, points, children }: DeltaProps) {
  const base = baseline === undefined ? undefined : read(baseline);
  if (value === undefined || base === undefined || of.id === baseline?.id) return <span>{children}</span>;
  const text = points ? formatPoints(value - base).replace(' points', '') : signedLoss(value - base);
  return (
    <span>
      {children}
      <small className={classes.delta}>{text}</small>
    </span>
  );
}

function signedLoss(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatLoss(Math.abs(value))}`;
}

function Moment({ time }: { readonly time: Date }) {
  return (
    <time dateTime={time.toISOString()} title={formatMoment(time)}>
      {formatAgo(time, new Date())}
    </time>
  );
}
