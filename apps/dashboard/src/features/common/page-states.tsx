'use client';
import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { TRPCClientError } from '@trpc/client';
import { texts } from '../../texts/texts.ts';
import classes from './page-frame.module.css';

/** A page while its data are on their way. */
export function LoadingState({ rows = 4 }: { readonly rows?: number }) {
  return (
    <Stack gap="md" aria-busy="true" aria-label={texts.common.loading}>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={i === 0 ? 36 : 96} radius="md" />
      ))}
    </Stack>
  );
}

/** A page whose data could not be had. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return (
    <Alert icon={<IconAlertTriangle />} color="red" title={texts.common.failedTitle} role="alert">
      <Stack gap="sm" align="flex-start">
        {messageOf(error)}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {texts.common.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Says that pushed news do not come at the moment; it lies over the page, which does not move for it. */
export function ConnectionLost() {
  return (
    <Alert icon={<IconPlugConnectedX />} color="yellow" role="status" py="xs" className={classes.lost}>
      {texts.common.lost}
    </Alert>
  );
}

/** What to tell of an error: the server's sentence, or that there is no server. */
export function messageOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return texts.common.unknownError;
  // Without a shape there was no answer of the API at all.
  return error.shape === undefined || error.shape === null ? texts.common.offline : error.message;
}
