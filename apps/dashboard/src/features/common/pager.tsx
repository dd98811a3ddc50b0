'use client';
import { Button, Group, Text } from '@mantine/core';
import { texts } from '../../texts/texts.ts';
import classes from './page-frame.module.css';

const t = texts.pager;

/** Which of many things are shown, and the way to those before and after; nothing where all are shown. */
export function Pager({
  page,
  perPage,
  total,
  onPage,
}: {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}) {
  if (total <= perPage) return null;
  const offset = (page - 1) * perPage;
  return (
    <Group mt="md" justify="space-between">
      <Text size="sm" className={classes.answer}>
        {t.range(offset + 1, Math.min(total, offset + perPage), total)}
      </Text>
      <Group gap="xs">
        <Button variant="default" size="xs" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          {t.back}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={offset + perPage >= total}
          onClick={() => onPage(page + 1)}
        >
          {t.more}
        </Button>
      </Group>
    </Group>
  );
}
