'use client';
import { Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi, type ApiOutputs } from '../../client/api.ts';
import { texts } from '../../texts/texts.ts';

const t = texts.new.progress;

const ASK_EVERY_MS = 400;

/** How far a launch is: which files are stored for the other machines, and how much of them. */
export function LaunchProgress({ ticket }: { readonly ticket: string }) {
  const api = useApi();
  const { data: progress } = useQuery(
    api.experiments.launchProgress.queryOptions(
      { ticket },
      { refetchInterval: ASK_EVERY_MS, gcTime: 0, retry: false },
    ),
  );
  const counted = progress?.stage === 'storing' && progress.totalBytes > 0 ? progress : undefined;
  const percent = counted === undefined ? 100 : (100 * counted.storedBytes) / counted.totalBytes;
  return (
    <Stack gap={4} aria-live="polite">
      <Progress value={percent} aria-label={t.label} animated striped={counted === undefined} />
      <Text size="sm">{textOf(progress ?? null)}</Text>
    </Stack>
  );
}

function textOf(progress: ApiOutputs['experiments']['launchProgress']): string {
  if (progress === null) return t.starting;
  switch (progress.stage) {
    case 'reading':
      return t.reading(progress.path);
    case 'storing':
      return t.storing(progress);
    default:
      return t[progress.stage];
  }
}
