'use client';
import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { useTitle } from '../../client/use-title.ts';
import { formatAgo, formatBytes, formatDuration } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { ErrorState, LoadingState } from '../common/page-states.tsx';
import { StatusBadge, type Status } from '../common/status-badge.tsx';
import { MemoryChart } from './memory-chart.tsx';
import { Panel } from './panel.tsx';
import { useChanges } from './use-changes.ts';
import { FEW, REFRESH_MS, RUNNING, UnderWay, WaitingRuns } from './waiting-runs.tsx';
import classes from './system.module.css';

const t = texts.system;
/* As often as it is measured. */
const MEMORY_REFRESH_MS = 10_000;
const NO_RUNS: readonly Run[] = [];

type Info = ApiOutputs['system']['info'];
type Run = ApiOutputs['runs']['list']['items'][number];

/** Workers, queue, database, machine and plugins. */
export function SystemPage() {
  const api = useApi();
  const query = useQuery({ ...api.system.info.queryOptions(), refetchInterval: REFRESH_MS });
  const running = useQuery(api.runs.list.queryOptions(RUNNING, { refetchInterval: REFRESH_MS }));
  const waiting = useQuery(api.runs.waiting.queryOptions({ limit: FEW }, { refetchInterval: REFRESH_MS }));
  const latest = useQuery(api.runs.list.queryOptions({ limit: 20 }));
  const memory = useQuery(api.system.memory.queryOptions(undefined, { refetchInterval: MEMORY_REFRESH_MS }));
  useTitle(t.title);
  useChanges();
  // All at once: a panel that came in later would push the others aside.
  if ([query, running, waiting, latest, memory].some(({ isPending }) => isPending)) return <LoadingState />;
  if (query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const info = query.data;
  const alive = info.workers.filter((worker) => worker.alive);
  const slots = alive.reduce((sum, worker) => sum + worker.slots, 0);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t.title}
        </Title>
        <Text className={classes.quiet}>
          {t.answer(alive.length, slots, info.counts.running ?? 0, info.counts.queued ?? 0)}
        </Text>
      </div>
      {query.isError && <ErrorState error={query.error} />}
      {info.disk?.isFull === true && (
        <Alert icon={<IconAlertTriangle />} color="red" title={t.diskFull}>
          {t.diskFullAdvice}
        </Alert>
      )}
      <div className={classes.grid}>
        <Workers workers={info.workers} />
        <Queue counts={info.counts} />
        <UnderWay runs={running.data?.items ?? NO_RUNS} />
        <WaitingRuns total={info.counts.queued ?? 0} />
        <Backend runs={latest.data?.items ?? NO_RUNS} />
        <Panel title={t.store}>
          <Facts
            rows={[
              [t.mode, t.modes[info.store.mode]],
              [t.location, info.store.location],
              ...(info.disk === null
                ? []
                : [
                    [
                      t.disk,
                      t.free(formatBytes(info.disk.freeBytes), formatBytes(info.disk.totalBytes)),
                    ] as const,
                  ]),
            ]}
          />
        </Panel>
        <Panel title={t.machine}>
          <Facts
            rows={[
              [t.host, info.machine.host],
              [t.platform, info.machine.platform],
              [t.processor, info.machine.processor],
              [t.cores, String(info.machine.cores)],
              [
                t.memory,
                t.free(formatBytes(info.machine.freeMemoryBytes), formatBytes(info.machine.memoryBytes)),
              ],
            ]}
          />
        </Panel>
        <Panel title={t.server}>
          <Facts
            rows={[
              [t.pid, String(info.server.pid)],
              [t.node, info.server.node],
              [t.up, formatDuration(info.server.upMs)],
              [t.resident, formatBytes(info.server.residentBytes)],
            ]}
          />
        </Panel>
        <Plugins info={info} />
      </div>
      {memory.data !== undefined && <MemoryChart info={memory.data} />}
    </Stack>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <Table variant="vertical" layout="fixed">
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" w={120}>
              {label}
            </Table.Th>
            <Table.Td className={classes.wrap}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Workers({ workers }: { readonly workers: Info['workers'] }) {
  return (
    <Panel title={t.workers}>
      {workers.length === 0 && <Text className={classes.quiet}>{t.noWorkers}</Text>}
      {workers.map((worker) => (
        <Facts
          key={worker.id}
          rows={[
            [t.worker.host, worker.host],
            [t.worker.pid, String(worker.pid)],
            [t.worker.slots, String(worker.slots)],
            [t.worker.state, worker.alive ? t.alive : t.silent],
            [t.worker.heard, formatAgo(new Date(worker.heartbeatAt), new Date())],
          ]}
        />
      ))}
    </Panel>
  );
}

/* What computes, in the words of the training that last began here. */
function Backend({ runs }: { readonly runs: readonly Run[] }) {
  const started = runs.find((run) => run.started !== null)?.started;
  return (
    <Panel title={t.backend}>
      {started === undefined || started === null ? (
        <Text className={classes.quiet}>{t.noBackend}</Text>
      ) : (
        <Text>{t.backendAnswer(started.backend.name, started.backend.reason)}</Text>
      )}
    </Panel>
  );
}

function Queue({ counts }: { readonly counts: Info['counts'] }) {
  const entries = Object.entries(counts) as [Status, number][];
  return (
    <Panel title={t.queue}>
      {entries.length === 0 ? (
        <Text className={classes.quiet}>{t.noRuns}</Text>
      ) : (
        <Table>
          <Table.Tbody>
            {entries.map(([status, count]) => (
              <Table.Tr key={status}>
                <Table.Td>
                  <StatusBadge status={status} />
                </Table.Td>
                <Table.Td ta="right">{count}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function Plugins({ info }: { readonly info: Info }) {
  return (
    <Panel title={t.plugins}>
      <Text>
        {t.numPlugins(info.numPlugins)} {info.problems.length === 0 && t.noProblems}
      </Text>
      {info.problems.map(({ source, error }) => (
        <Alert key={source} icon={<IconAlertTriangle />} color="red" mt="sm" title={t.problem(source)}>
          {error.message}
        </Alert>
      ))}
    </Panel>
  );
}
