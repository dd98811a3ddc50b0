'use client';
import { Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../client/api.ts';
import { sentenceOf } from '../../form/issues.ts';
import { texts } from '../../texts/texts.ts';
import { messageOf } from '../common/page-states.tsx';
import { LaunchProgress } from './launch-progress.tsx';
import { pathText } from './path-text.ts';
import type { useSpec } from './use-spec.ts';
import classes from './new.module.css';

const t = texts.new;

type SpecDraft = ReturnType<typeof useSpec>;

/** Whether the experiment can be started, what is wrong if not, and the button that starts it. */
export function LaunchPanel({
  draft,
  fits,
}: {
  readonly draft: SpecDraft;
  /** Whether this machine has the memory for it. */
  readonly fits: boolean;
}) {
  const api = useApi();
  const router = useRouter();
  const [ticket, setTicket] = useState('');
  const launch = useMutation(
    api.experiments.launch.mutationOptions({
      onSuccess: ({ experimentId, runId, kind }) =>
        router.push(kind === 'single' ? `/runs/${runId}` : `/experiments/${experimentId}`),
    }),
  );
  const busy = launch.isPending || launch.isSuccess;
  const ready = draft.settled && draft.check.data?.ok === true && draft.textError === null;
  return (
    <section className={`${classes.panel} ${classes.launch}`}>
      <Stack gap="sm">
        <Button
          size="md"
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          disabled={!ready || busy || !fits}
          onClick={() => {
            const made = newTicket();
            setTicket(made);
            launch.mutate({ spec: draft.spec, ticket: made });
          }}
        >
          {busy ? t.launching : t.launch}
        </Button>
        {launch.isPending && <LaunchProgress ticket={ticket} />}
        <div aria-live="polite">
          <Judgement draft={draft} />
          {!fits && (
            <Text size="sm" c="red">
              {t.doesNotFit}
            </Text>
          )}
        </div>
        {launch.isError && (
          <Text size="sm" c="red" role="alert">
            {messageOf(launch.error)}
          </Text>
        )}
      </Stack>
    </section>
  );
}

/* Only this page knows it. */
function newTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function Judgement({ draft: { check, settled } }: { readonly draft: SpecDraft }) {
  if (check.isError) {
    return (
      <Text size="sm" c="red">
        {messageOf(check.error)}
      </Text>
    );
  }
  const { data } = check;
  if (data === undefined) return <Line icon={<IconLoader size={18} aria-hidden />} text={t.checking} />;
  if (!data.ok) {
    return (
      <>
        <Line
          icon={<IconAlertTriangle size={18} className={classes.bad} aria-hidden />}
          text={t.faults(data.issues.length)}
        />
        <List size="sm" spacing={6} mt={6} listStyleType="none" className={classes.faults}>
          {data.issues.map((issue) => (
            <List.Item key={`${pathText(issue.path)} ${issue.message}`}>
              <strong>{pathText(issue.path) || t.noPath}</strong>: {sentenceOf(issue)}
            </List.Item>
          ))}
        </List>
      </>
    );
  }
  const { numWeights, inputShape, numOutputs } = data.summary;
  return (
    <div data-settled={settled}>
      <Line icon={<IconCircleCheck size={18} className={classes.good} aria-hidden />} text={t.ready} />
      <Text size="sm" className={classes.summary}>
        {t.summary(numWeights, inputShape, numOutputs)}
      </Text>
    </div>
  );
}

function Line({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <Text fw={600} className={classes.line}>
      {icon} {text}
    </Text>
  );
}
