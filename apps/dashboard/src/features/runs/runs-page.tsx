'use client';
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { choiceParam, flagParam, listParam, textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { varyingPaths } from '../../format/flat-config.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../common/page-frame.tsx';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { isOver } from '../run/run-state.ts';
import { ExperimentsPanel } from './experiments-panel.tsx';
import { FirstRun } from './first-run.tsx';
import { parseFilter } from './run-filter.ts';
import { byTelling, tellingNames } from '../common/telling-names.ts';
import { RunningNow } from './running-now.tsx';
import { RunsMap } from './runs-map.tsx';
import { RunsTable } from './runs-table.tsx';
import { RunsToolbar } from './runs-toolbar.tsx';
import { useRunActions } from '../common/use-run-actions.ts';
import { useExperiments } from './use-experiments.ts';
import { useRuns, type RunRow } from './use-runs.ts';

const t = texts.runs;

/** What the address says of the list. */
const VIEW = {
  q: textParam(),
  at: choiceParam(['best', 'last'], 'best'),
  pin: listParam(),
  base: textParam(),
  archived: flagParam(),
};
/** More columns of settings than this push the rest out of sight. */
const MAX_SETTINGS = 6;

/** The list of runs, with those under way on top; an invitation while there are none. */
export function RunsPage() {
  const [view, setView] = useUrlState(VIEW);
  const { query, runs, lost } = useRuns(view.archived, view.q !== '');
  const experiments = useExperiments(view.archived);
  if (query.isPending || experiments.pending) return <LoadingState />;
  if (query.isError && query.data === undefined) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const active = runs.filter(({ status }) => !isOver(status));
  const isNew = runs.length === 0 && !view.archived;
  if (isNew) return <FirstRun />;
  return (
    <PageFrame
      title={view.archived ? t.archivedTitle : t.title}
      answer={
        view.archived
          ? t.archivedAnswer(runs.length)
          : t.answer(runs.length, active.length, query.hasNextPage)
      }
      lost={lost}
      actions={
        <Group gap="xs">
          <Button component={Link} href="/runs/latest" variant="default">
            {texts.run.latest.title}
          </Button>
          <Button component={Link} href="/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t.new}
          </Button>
        </Group>
      }
    >
      {active.length > 0 && <RunningNow runs={active} />}
      <ExperimentsPanel list={experiments} />
      <RunsMap runs={runs} at={view.at} />
      <RunsList runs={runs} view={view} setView={setView} />
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.more}
        </Button>
      )}
    </PageFrame>
  );
}

type View = ReturnType<typeof useUrlState<typeof VIEW>>[0];

interface RunsListProps {
  readonly runs: readonly RunRow[];
  readonly view: View;
  readonly setView: (change: Partial<View>) => void;
}

function RunsList({ runs, view, setView }: RunsListProps) {
  const router = useRouter();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const order = useRef<readonly string[]>([]);
  const lastSelected = useRef<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => runs.filter(parseFilter(view.q, view.at)), [runs, view.q, view.at]);
  const configs = useMemo(() => shown.map(({ config }) => config), [shown]);
  const varying = useStable(
    useMemo(() => byTelling(varyingPaths(configs)).slice(0, MAX_SETTINGS), [configs]),
  );
  const names = useMemo(() => tellingNames(shown), [shown]);
  const pinned = useMemo(() => new Set(view.pin), [view.pin]);
  const baseline = useMemo(() => runs.find(({ id }) => id === view.base), [runs, view.base]);
  const { archive } = useRunActions();
  const chosen = useMemo(() => shown.filter(({ id }) => selected.has(id)), [shown, selected]);
  const onOrder = useCallback((ids: readonly string[]) => {
    order.current = ids;
  }, []);
  const onSelect = useCallback((id: string, range: boolean) => {
    const from = range && lastSelected.current !== null ? order.current.indexOf(lastSelected.current) : -1;
    lastSelected.current = id;
    setSelected((before) => {
      const next = new Set(before);
      if (from < 0) return toggled(next, id);
      const to = order.current.indexOf(id);
      for (const one of order.current.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
      return next;
    });
  }, []);
  const onPin = useCallback(
    (id: string) => setView({ pin: [...toggled(new Set(view.pin), id)] }),
    [setView, view.pin],
  );
  const compare = (): void => {
    const ids = selected.size > 0 ? [...selected] : activeId === null ? [] : [activeId];
    if (ids.length > 0) router.push(`/compare?runs=${ids.join(',')}`);
  };
  const put = (away: boolean): void => {
    const ids = selected.size > 0 ? [...selected] : activeId === null ? [] : [activeId];
    if (ids.length === 0) return;
    archive(ids, away);
    setSelected(new Set());
  };
  const move = (by: number): void => {
    const ids = order.current;
    const at = activeId === null ? -1 : ids.indexOf(activeId);
    setActiveId(ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null);
  };
  const onActive = (act: (id: string) => void) => () => activeId !== null && act(activeId);
  useShortcuts(t.title, [
    { keys: '/', label: t.keys.filter, run: () => search.current?.focus() },
    { keys: 'j', label: t.keys.next, run: () => move(1) },
    { keys: 'k', label: t.keys.previous, run: () => move(-1) },
    { keys: 'Enter', label: t.keys.open, run: onActive((id) => router.push(`/runs/${id}`)) },
    { keys: 'x', label: t.keys.select, run: onActive((id) => onSelect(id, false)) },
    { keys: 'p', label: t.keys.pin, run: onActive(onPin) },
    { keys: 'c', label: t.keys.compare, run: compare },
    { keys: 'e', label: t.keys.archive, run: () => put(!view.archived) },
    { keys: 'b', label: t.keys.at, run: () => setView({ at: view.at === 'best' ? 'last' : 'best' }) },
  ]);
  return (
    <div>
      <RunsToolbar
        ref={search}
        view={view}
        setView={setView}
        total={runs.length}
        shown={shown.length}
        chosen={chosen}
        onCompare={compare}
        onArchive={() => put(!view.archived)}
        onBaseline={(id) => setView({ base: id })}
        onClear={() => setSelected(new Set())}
      />
      <RunsTable
        runs={shown}
        names={names}
        varying={varying}
        at={view.at}
        baseline={baseline}
        pinned={pinned}
        selected={selected}
        activeId={activeId}
        onOrder={onOrder}
        onSelect={onSelect}
        onSelectAll={(all) => setSelected(new Set(all ? shown.map(({ id }) => id) : []))}
        onPin={onPin}
      />
    </div>
  );
}

function toggled(set: Set<string>, item: string): Set<string> {
  if (!set.delete(item)) set.add(item);
  return set;
}

/* The same list while its items are the same, so that columns are not made anew with every event of a run. */
function useStable(items: readonly string[]): readonly string[] {
  const kept = useRef(items);
  if (kept.current.join('\n') !== items.join('\n')) kept.current = items;
  return kept.current;
}
