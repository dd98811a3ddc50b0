'use client';
import { Button, Group, NumberInput, Popover, Text, Tooltip } from '@mantine/core';
import {
  IconCopyPlus,
  IconGitCompare,
  IconGitFork,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { memo, useState } from 'react';
import { useApi } from '../../client/api.ts';
import { useShortcuts } from '../../client/shortcuts.tsx';
import { useToast } from '../../client/toasts.tsx';
import { texts } from '../../texts/texts.ts';
import { messageOf } from '../common/page-states.tsx';
import { isOver, type RunData } from './run-state.ts';
import classes from './run.module.css';

const t = texts.run.actions;
const MORE_EPOCHS = 20;

interface RunActionsProps extends Pick<RunData['run'], 'id' | 'status' | 'request' | 'forkedFrom'> {
  /** Whether an epoch is finished. */
  readonly trained: boolean;
}

/** What can be done with a run in its present state; the same for most of its updates. */
export const RunActions = memo(function Actions({ trained, ...run }: RunActionsProps) {
  const actions = useActions(run.id);
  const over = isOver(run.status);
  const stopping = actions.isStopping || run.request === 'stop';
  const pausing = run.request === 'pause';
  const router = useRouter();
  useShortcuts(t.title, [
    ...(over ? [] : [{ keys: 't', label: t.stop, run: () => actions.stop() }]),
    { keys: 'c', label: t.compare, run: () => router.push(compareLink(run)) },
    { keys: 'n', label: t.clone, run: () => router.push(`/new?from=${run.id}`) },
  ]);
  return (
    <Group gap="xs">
      <Button
        component={Link}
        href={`/new?from=${run.id}`}
        variant="default"
        leftSection={<IconCopyPlus size={16} aria-hidden />}
      >
        {t.clone}
      </Button>
      <Button
        component={Link}
        href={compareLink(run)}
        variant="default"
        leftSection={<IconGitCompare size={16} aria-hidden />}
      >
        {t.compare}
      </Button>
      {over && trained && (
        <>
          <ContinueButton onContinue={actions.continueFor} busy={actions.isBusy} />
          <Tooltip label={t.forkHint}>
            <Button
              variant="default"
              leftSection={<IconGitFork size={16} aria-hidden />}
              disabled={actions.isBusy}
              onClick={() => actions.fork()}
            >
              {t.fork}
            </Button>
          </Tooltip>
        </>
      )}
      {run.status === 'paused' && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={actions.isBusy}
          onClick={() => actions.resume()}
        >
          {t.resume}
        </Button>
      )}
      {(run.status === 'running' || run.status === 'queued') && (
        <Tooltip label={t.pauseHint}>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            disabled={actions.isBusy || pausing || stopping}
            onClick={() => actions.pause()}
          >
            {pausing ? t.pausing : t.pause}
          </Button>
        </Tooltip>
      )}
      {!over && (
        <Tooltip label={t.stopHint}>
          <Button
            color="red"
            variant="light"
            className={classes.stop}
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            disabled={stopping}
            onClick={() => actions.stop()}
          >
            {stopping ? t.stopping : t.stop}
          </Button>
        </Tooltip>
      )}
    </Group>
  );
});

/* With the run that it came from, if there is one: that is what people want to see first. */
function compareLink({ id, forkedFrom }: Pick<RunData['run'], 'id' | 'forkedFrom'>): string {
  return `/compare?runs=${[forkedFrom, id].filter((one) => one !== null).join(',')}`;
}

function ContinueButton({
  onContinue,
  busy,
}: {
  readonly onContinue: (epochs: number) => void;
  readonly busy: boolean;
}) {
  const [opened, setOpened] = useState(false);
  const [epochs, setEpochs] = useState<number | string>(MORE_EPOCHS);
  const valid = typeof epochs === 'number' && Number.isInteger(epochs) && epochs >= 1;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
          disabled={busy}
          onClick={() => setOpened(!opened)}
        >
          {t.continue}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <NumberInput
          label={t.moreEpochs}
          description={t.continueHint}
          value={epochs}
          onChange={setEpochs}
          min={1}
          max={100_000}
          allowDecimal={false}
          data-autofocus
        />
        <Button
          mt="sm"
          fullWidth
          disabled={!valid || busy}
          onClick={() => {
            setOpened(false);
            if (valid) onContinue(epochs);
          }}
        >
          {t.continueFor(valid ? epochs : MORE_EPOCHS)}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function useActions(id: string) {
  const api = useApi();
  const router = useRouter();
  const toast = useToast();
  const queryClient = useQueryClient();
  const options = {
    onError: (error: unknown) => toast({ message: messageOf(error), tone: 'bad' as const }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.runs.get.queryKey({ id }) }),
  };
  const stop = useMutation(api.runs.stop.mutationOptions(options));
  const pause = useMutation(api.runs.pause.mutationOptions(options));
  const resume = useMutation(api.runs.resume.mutationOptions(options));
  const goOn = useMutation(api.runs.continue.mutationOptions(options));
  const fork = useMutation(
    api.runs.fork.mutationOptions({ ...options, onSuccess: ({ runId }) => router.push(`/runs/${runId}`) }),
  );
  return {
    stop: () => stop.mutate({ id }),
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    continueFor: (epochs: number) => goOn.mutate({ id, epochs }),
    fork: () => fork.mutate({ id }),
    isStopping: stop.isPending,
    isBusy: [pause, resume, goOn, fork].some(({ isPending }) => isPending),
  };
}

/** How much of the patience of early stopping is used up: epochs since the best one. */
export function Patience({ data: { run } }: { readonly data: RunData }) {
  const patience = patienceOf(run.spec);
  if (patience === null || run.bestEpoch === null || isOver(run.status)) return null;
  const used = Math.min(run.epoch - run.bestEpoch, patience);
  return (
    <div
      className={classes.patience}
      role="meter"
      aria-valuemin={0}
      aria-valuemax={patience}
      aria-valuenow={used}
      aria-label={t.patience}
    >
      <span className={classes.patienceDots} aria-hidden>
        {Array.from({ length: Math.min(patience, 20) }, (_, i) => (
          <i key={i} data-used={i < Math.round((used * Math.min(patience, 20)) / patience)} />
        ))}
      </span>
      <Text size="sm" className={classes.quiet}>
        {t.patienceUsed(used, patience)}
      </Text>
    </div>
  );
}

/* The patience of early stopping, if the run has it. */
function patienceOf(spec: unknown): number | null {
  const training = at(spec, 'training');
  const patience = at(at(training, 'earlyStopping'), 'patience');
  return typeof patience === 'number' && patience > 0 ? patience : null;
}

function at(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[key] : undefined;
}
