'use client';
import { ActionIcon, Anchor, Button, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconArrowBarToUp, IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState, type DragEvent } from 'react';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { formatAgo, formatCount } from '../../format/format.ts';
import { texts } from '../../texts/texts.ts';
import { messageOf } from '../common/page-states.tsx';
import { StatusBadge } from '../common/status-badge.tsx';
import { Panel } from './panel.tsx';
import { moved, placeOf, placeOfDrop, type Move, type Place } from './queue-moves.ts';
import classes from './system.module.css';

const t = texts.system;
/** How often the page is read anew, as not all of it is told. */
export const REFRESH_MS = 5_000;
/** So many are shown of what trains and waits, until more are asked for. */
export const FEW = 12;
const MANY = 500;

/** What the panel of trainings under way asks for. */
export const RUNNING = { status: ['running'] as 'running'[], limit: FEW };

type Running = ApiOutputs['runs']['list']['items'][number];
type Waiting = ApiOutputs['runs']['waiting'][number];

/** What trains right now. */
export function UnderWay({ runs }: { readonly runs: readonly Running[] }) {
  if (runs.length === 0) return null;
  return (
    <Panel title={t.underWay}>
      <Table>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td className={classes.wrap}>
                <RunLink run={run} />
              </Table.Td>
              <Table.Td>
                <StatusBadge status={run.status} />
              </Table.Td>
              <Table.Td ta="right">{formatAgo(new Date(run.createdAt), new Date())}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

/** Who waits, in the order in which workers take them; dragging or the buttons change it. */
export function WaitingRuns({ total }: { readonly total: number }) {
  const [limit, setLimit] = useState(FEW);
  const { runs, move, error } = useQueueOrder(limit);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  if (runs.length === 0) return null;
  const ids = runs.map(({ id }) => id);
  const drop = (target: string): void => {
    const place = dragged === null ? undefined : placeOfDrop(ids, dragged, target);
    if (dragged !== null && place !== undefined) move(dragged, place);
    setDragged(null);
    setOver(null);
  };
  return (
    <Panel title={t.waiting}>
      <Text size="sm" className={classes.quiet}>
        {t.waitingAnswer(total, runs[0]?.name ?? '')}
      </Text>
      {error !== null && (
        <Text size="sm" c="red" role="alert">
          {messageOf(error)}
        </Text>
      )}
      <ol className={classes.queue} aria-label={t.waiting}>
        {runs.map((run, index) => (
          <li
            key={run.id}
            className={classes.waitingRun}
            draggable
            data-dragged={run.id === dragged}
            data-over={run.id === over && run.id !== dragged}
            onDragStart={(event) => startDrag(event, run.id, setDragged)}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(run.id);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop(run.id);
            }}
          >
            <IconGripVertical size={16} className={classes.grip} aria-hidden />
            <span className={classes.wrap}>
              <RunLink run={run} />
            </span>
            <MoveButtons
              run={run}
              onMove={(how) => {
                const place = placeOf(ids, index, how);
                if (place !== undefined) move(run.id, place);
              }}
              isFirst={index === 0}
              isLast={index === runs.length - 1}
            />
          </li>
        ))}
      </ol>
      {total > runs.length && limit === FEW && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setLimit(MANY)}>
          {t.more(formatCount(Math.min(total, MANY)))}
        </Button>
      )}
    </Panel>
  );
}

function startDrag(event: DragEvent, id: string, setDragged: (id: string) => void): void {
  // Without it the browser would drag the link.
  event.dataTransfer.setData('text/plain', id);
  event.dataTransfer.effectAllowed = 'move';
  setDragged(id);
}

function RunLink({ run: { id, name } }: { readonly run: Pick<Waiting, 'id' | 'name'> }) {
  return (
    <Anchor component={Link} href={`/runs/${id}`} size="sm" draggable={false}>
      {name}
    </Anchor>
  );
}

const BUTTONS = [
  ['first', IconArrowBarToUp],
  ['up', IconChevronUp],
  ['down', IconChevronDown],
] as const satisfies (readonly [Move, unknown])[];

/* A button at the end of the list stays where it is and keeps the focus, so that a run can be moved on by keyboard. */
function MoveButtons({
  run,
  onMove,
  isFirst,
  isLast,
}: {
  readonly run: Waiting;
  readonly onMove: (move: Move) => void;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}) {
  return (
    <Group gap={2} wrap="nowrap">
      {BUTTONS.map(([move, Icon]) => (
        <Tooltip key={move} label={t.moves[move]}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.moveRun[move](run.name)}
            aria-disabled={move === 'down' ? isLast : isFirst}
            onClick={() => onMove(move)}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}

/* The list shows a move at once, and what the queue says as soon as it says so. */
function useQueueOrder(limit: number) {
  const api = useApi();
  const queryClient = useQueryClient();
  const query = useQuery(api.runs.waiting.queryOptions({ limit }, { refetchInterval: REFRESH_MS }));
  const queryKey = api.runs.waiting.queryKey({ limit });
  const mutation = useMutation(
    api.runs.move.mutationOptions({
      onMutate: async ({ id, place }) => {
        await queryClient.cancelQueries({ queryKey });
        queryClient.setQueryData(queryKey, (runs) => (runs === undefined ? runs : moved(runs, id, place)));
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey }),
    }),
  );
  return {
    runs: query.data ?? [],
    move: (id: string, place: Place) => mutation.mutate({ id, place }),
    error: mutation.error,
  };
}
