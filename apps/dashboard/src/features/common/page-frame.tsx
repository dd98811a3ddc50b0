'use client';
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTitle } from '../../client/use-title.ts';
import { ConnectionLost } from './page-states.tsx';
import classes from './page-frame.module.css';

interface PageFrameProps {
  readonly title: string;
  /** The browser tab's name where it differs from the title. */
  readonly tabTitle?: string;
  /** The page's answer in a sentence with numbers. */
  readonly answer?: ReactNode;
  /** The page above this one. */
  readonly parent?: { readonly href: string; readonly label: string };
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** Whether news have stopped coming. */
  readonly lost?: boolean;
  readonly children: ReactNode;
}

/** What every page has: its name, its answer, what can be done, and its content. */
export function PageFrame({
  title,
  tabTitle,
  answer,
  parent,
  actions,
  lost = false,
  children,
}: PageFrameProps) {
  useTitle(tabTitle ?? title);
  return (
    <Stack gap="lg">
      {lost && <ConnectionLost />}
      <Group justify="space-between" align="flex-end" gap="sm">
        <div className={classes.heading}>
          {parent !== undefined && (
            <Anchor component={Link} href={parent.href} size="sm" c="dimmed">
              {parent.label}
            </Anchor>
          )}
          <Title order={1} size="h2" className={classes.title}>
            {title}
          </Title>
          {answer !== undefined && (
            <Text size="sm" className={classes.answer}>
              {answer}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}

/** A part of a page on a surface of its own. */
export function Panel({
  title,
  answer,
  actions,
  children,
}: {
  readonly title?: string;
  readonly answer?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.panel} {...(title === undefined ? {} : { 'aria-label': title })}>
      {title !== undefined && (
        <Group justify="space-between" align="flex-start" mb={answer === undefined ? 'xs' : 4}>
          <Title order={2} size="h4">
            {title}
          </Title>
          {actions}
        </Group>
      )}
      {answer !== undefined && (
        <Text size="sm" mb="sm" className={classes.answer}>
          {answer}
        </Text>
      )}
      {children}
    </section>
  );
}

/** Charts side by side where there is room. */
export function ChartGrid({ children }: { readonly children: ReactNode }) {
  return <div className={classes.charts}>{children}</div>;
}
