'use client';
import { ActionIcon, Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPin, IconPinFilled, IconRuler2 } from '@tabler/icons-react';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import type { Point } from '../../charts/points.ts';
import { texts } from '../../texts/texts.ts';
import { columnsOf, features, isNumeric, widthOf } from './columns.tsx';
import type { At } from './run-values.ts';
import type { RunRow } from './use-runs.ts';
import { useSparklines } from './use-sparklines.ts';
import classes from './runs.module.css';

const t = texts.runs;
const ROW_PX = 44;
const OVERSCAN = 6;
const TOOLS_PX = 82;

/** What the table of runs shows, and whom it tells. */
export interface RunsTableProps {
  readonly runs: readonly RunRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly varying: readonly string[];
  readonly at: At;
  readonly baseline: RunRow | undefined;
  readonly pinned: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  /** The row that keys act on. */
  readonly activeId: string | null;
  /** Hears the order in which the rows stand, which keys and ranges go along. */
  readonly onOrder: (ids: readonly string[]) => void;
  readonly onSelect: (id: string, range: boolean) => void;
  readonly onSelectAll: (all: boolean) => void;
  readonly onPin: (id: string) => void;
}

/** All runs with the numbers of one epoch; any column sorts, pinned runs stay on top. Only rows in sight are drawn. */
export function RunsTable(props: RunsTableProps) {
  const { runs, names, varying, at, baseline, pinned, activeId, onOrder } = props;
  const sparks = useRef<ReadonlyMap<string, Point[]>>(new Map());
  const columns = useMemo(
    () => columnsOf({ at, baseline, names, varying, sparkOf: (id) => sparks.current.get(id) }),
    [at, baseline, names, varying],
  );
  const table = useTable({
    features,
    columns,
    data: runs,
    getRowId: (run) => run.id,
    initialState: { sorting: [{ id: 'validation', desc: true }] },
  });
  const sorted = table.getRowModel().rows;
  const rows = useMemo(
    () => [
      ...sorted.filter(({ id }) => pinned.has(id) || id === baseline?.id),
      ...sorted.filter(({ id }) => !pinned.has(id) && id !== baseline?.id),
    ],
    [sorted, pinned, baseline],
  );
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  useEffect(() => onOrder(ids), [ids, onOrder]);
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  sparks.current = useSparklines(ids, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const activeIndex = activeId === null ? -1 : ids.indexOf(activeId);
  useEffect(() => {
    if (activeIndex >= 0) virtual.scrollToIndex(activeIndex);
  }, [activeIndex, virtual]);
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const leaves = table.getAllLeafColumns();
  return (
    <div ref={frame} className={classes.tableFrame} tabIndex={0} role="region" aria-label={t.table}>
      <table
        className={classes.table}
        aria-label={t.table}
        aria-rowcount={rows.length + 1}
        style={{
          width: `calc(var(--name-width) + ${leaves.reduce((sum, { id }) => sum + (id === 'name' ? 0 : widthOf(id)), TOOLS_PX)}px)`,
        }}
      >
        <colgroup>
          <col style={{ width: TOOLS_PX }} />
          {leaves.map(({ id }) => (
            <col key={id} style={{ width: id === 'name' ? 'var(--name-width)' : widthOf(id) }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              <th scope="col" className={classes.tools}>
                <Checkbox
                  size="xs"
                  aria-label={t.selectAll}
                  checked={props.selected.size > 0 && props.selected.size === rows.length}
                  indeterminate={props.selected.size > 0 && props.selected.size < rows.length}
                  onChange={(event) => props.onSelectAll(event.currentTarget.checked)}
                />
              </th>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  data-numeric={isNumeric(header.column.id)}
                  data-column={header.column.id}
                  aria-sort={ariaSort(header.column.getIsSorted())}
                >
                  <UnstyledButton
                    onClick={header.column.getToggleSortingHandler()}
                    className={classes.sort}
                    title={header.column.id}
                  >
                    <table.FlexRender header={header} />
                    <SortMark direction={header.column.getIsSorted()} />
                  </UnstyledButton>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} aria-hidden />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={index + 2}
                data-active={row.id === activeId}
                data-selected={props.selected.has(row.id)}
                data-top={pinned.has(row.id) || row.id === baseline?.id}
              >
                <Tools
                  id={row.id}
                  name={names.get(row.id) ?? row.original.name}
                  selected={props.selected.has(row.id)}
                  pinned={pinned.has(row.id)}
                  isBaseline={row.id === baseline?.id}
                  onSelect={props.onSelect}
                  onPin={props.onPin}
                />
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} data-numeric={isNumeric(cell.column.id)} data-column={cell.column.id}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr style={{ height: below }} aria-hidden />}
        </tbody>
      </table>
    </div>
  );
}

interface ToolsProps {
  readonly id: string;
  readonly name: string;
  readonly selected: boolean;
  readonly pinned: boolean;
  readonly isBaseline: boolean;
  readonly onSelect: (id: string, range: boolean) => void;
  readonly onPin: (id: string) => void;
}

const Tools = memo(function RowTools({
  id,
  name,
  selected,
  pinned,
  isBaseline,
  onSelect,
  onPin,
}: ToolsProps) {
  return (
    <td className={classes.tools}>
      <span>
        <Checkbox
          size="xs"
          aria-label={t.select(name)}
          checked={selected}
          readOnly
          onClick={(event: MouseEvent) => onSelect(id, event.shiftKey)}
        />
        <ActionIcon
          size="sm"
          variant="subtle"
          color={pinned ? 'lab' : 'gray'}
          aria-label={pinned ? t.unpin(name) : t.pin(name)}
          aria-pressed={pinned}
          onClick={() => onPin(id)}
        >
          {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
        </ActionIcon>
        {isBaseline && (
          <span className={classes.base} role="img" aria-label={t.baseline} title={t.baseline}>
            <IconRuler2 size={14} aria-hidden />
          </span>
        )}
      </span>
    </td>
  );
});

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
