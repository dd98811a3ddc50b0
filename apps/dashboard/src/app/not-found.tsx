'use client';
import { Anchor, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { texts } from '../texts/texts.ts';

export default function NotFoundPage() {
  return (
    <Stack align="flex-start">
      <Title order={1} size="h2">
        {texts.common.notFoundTitle}
      </Title>
      <Text>{texts.common.notFound}</Text>
      <Anchor component={Link} href="/">
        {texts.common.backToRuns}
      </Anchor>
    </Stack>
  );
}
