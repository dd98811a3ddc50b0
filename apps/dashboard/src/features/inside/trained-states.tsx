'use client';
import { Alert, Progress, Text } from '@mantine/core';
import { insideTexts } from '../../texts/inside-texts.ts';
import type { TaskProgress } from '../../networks/trained/trained-tasks.ts';
import { Panel } from '../common/page-frame.tsx';

const t = insideTexts.look;

/** What the worker of trained networks is doing. */
export function Computing({ progress }: { readonly progress: TaskProgress | null }) {
  const text = progress?.phase === 'loading' ? t.loading(progress.share) : t.computing;
  return (
    <div role="status">
      <Text size="xs" mb={4}>
        {text}
      </Text>
      <Progress
        value={progress === null ? 100 : 100 * progress.share}
        animated={progress === null}
        aria-label={text}
      />
    </div>
  );
}

/** A panel whose content could not be computed. */
export function Failed({ title, error }: { readonly title: string; readonly error: Error | null }) {
  return (
    <Panel title={title}>
      <Alert color="yellow" title={t.failed} role="alert">
        {error?.message}
      </Alert>
    </Panel>
  );
}
