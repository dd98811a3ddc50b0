'use client';
import { Alert, Button, Stack } from '@mantine/core';
import { texts } from '../texts/texts.ts';

export default function CrashedPage({ reset }: { readonly reset: () => void }) {
  return (
    <Alert color="red" title={texts.common.crashedTitle} role="alert">
      <Stack gap="sm" align="flex-start">
        {texts.common.crashed}
        <Button size="xs" variant="default" onClick={reset}>
          {texts.common.retry}
        </Button>
      </Stack>
    </Alert>
  );
}
