'use client';
import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import Link from 'next/link';
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
import { StatusBadge } from '../common/status-badge.tsx';
import { VerdictChip } from '../common/verdict-chip.tsx';
import type { RunRow } from './use-runs.ts';
import classes from './runs.module.css';

const t = texts.runs.columns;
const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});
const helper = createColumnHelper<typeof features, RunRow>();

/* Numbers sort largest first; a run without the number comes last either way. */
const numeric = { sortFn: 'basic', sortDescFirst: true, sortUndefined: 'last' } as const;
const metric = (run: RunRow, name: string): number | undefined => run.bestMetrics?.[name] ?? undefined;

const columns = helper.columns([
  helper.accessor('name', {
    header: t.name,
    sortFn: 'basic',
    cell: ({ row: { original: run } }) => (
      <Link href={`/runs/${run.id}`} className={classes.runLink}>
        {run.name}
        <small>{run.id}</small>
      </Link>
    ),
  }),
  helper.accessor('status', {
    header: t.status,
    sortFn: 'basic',
    cell: ({ row: { original: run } }) => <StatusBadge status={run.status} />,
  }),
  helper.accessor((run) => run.report?.verdict, {
    id: 'verdict',
    header: t.verdict,
    sortFn: 'basic',
    sortUndefined: 'last',
    cell: ({ row: { original: run } }) =>
      run.report === null ? MISSING : <VerdictChip report={run.report as ReportSummary} />,
  }),
  helper.accessor((run) => metric(run, 'validation/accuracy'), {
    id: 'validation',
    header: t.validation,
    ...numeric,
    cell: ({ row: { original: run } }) => (
      <span className={classes.best}>
        {formatShare(metric(run, 'validation/accuracy'))}
        {run.bestEpoch !== null && <small> {texts.runs.atEpoch(run.bestEpoch)}</small>}
      </span>
    ),
  }),
  helper.accessor((run) => metric(run, 'trainEval/accuracy'), {
    id: 'trainEval',
    header: t.trainEval,
    ...numeric,
    cell: ({ getValue }) => formatShare(getValue()),
  }),
  helper.accessor(gapOf, {
    id: 'gap',
    header: t.gap,
    ...numeric,
    cell: ({ getValue }) => formatPoints(getValue()).replace(' points', ''),
  }),
  helper.accessor((run) => metric(run, 'validation/loss'), {
    id: 'loss',
    header: t.loss,
    ...numeric,
    cell: ({ getValue }) => formatLoss(getValue()),
  }),
  helper.accessor('epoch', {
    header: t.epochs,
    ...numeric,
    cell: ({ row: { original: run } }) => texts.runs.ofEpochs(run.epoch, run.plannedEpochs),
  }),
  helper.accessor('durationMs', {
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
  helper.accessor('createdAt', {
    header: t.created,
    ...numeric,
    cell: ({ getValue }) => <Moment time={new Date(getValue())} />,
  }),
]);

const NUMERIC = new Set([
  'validation',
  'trainEval',
  'gap',
  'loss',
  'epoch',
  'durationMs',
  'weights',
  'createdAt',
]);

/** All runs with the numbers of their best epochs; any column sorts. */
export function RunsTable({ runs }: { readonly runs: readonly RunRow[] }) {
  const table = useTable({
    features,
    columns,
    data: runs,
    getRowId: (run) => run.id,
    initialState: { sorting: [{ id: 'createdAt', desc: true }] },
  });
  return (
    <Table.ScrollContainer
      minWidth={960}
      className={classes.tableFrame}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': texts.runs.table } }}
    >
      <Table highlightOnHover verticalSpacing="xs" className={classes.table} aria-label={texts.runs.table}>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => (
                <Table.Th
                  key={header.id}
                  scope="col"
                  ta={NUMERIC.has(header.column.id) ? 'right' : 'left'}
                  aria-sort={ariaSort(header.column.getIsSorted())}
                >
                  <UnstyledButton onClick={header.column.getToggleSortingHandler()} className={classes.sort}>
                    <table.FlexRender header={header} />
                    <SortMark direction={header.column.getIsSorted()} />
                  </UnstyledButton>
                </Table.Th>
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <Table.Td key={cell.id} ta={NUMERIC.has(cell.column.id) ? 'right' : 'left'}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function gapOf(run: RunRow): number | undefined {
  const train = metric(run, 'trainEval/accuracy');
  const validation = metric(run, 'validation/accuracy');
  return train === undefined || validation === undefined ? undefined : train - validation;
}

function ariaSort(direction: false | 'asc' | 'desc'): 'none' | 'ascending' | 'descending' {
  if (direction === false) return 'none';
  return direction === 'asc' ? 'ascending' : 'descending';
}

function SortMark({ direction }: { readonly direction: false | 'asc' | 'desc' }) {
  if (direction === false) return null;
  return direction === 'asc' ? (
    <IconArrowUp size={13} aria-hidden />
  ) : (
    <IconArrowDown size={13} aria-hidden />
  );
}

function Moment({ time }: { readonly time: Date }) {
  return (
    <time dateTime={time.toISOString()} title={formatMoment(time)}>
      {formatAgo(time, new Date())}
    </time>
  );
}
