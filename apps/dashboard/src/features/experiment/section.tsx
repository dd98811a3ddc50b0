import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './experiment.module.css';

/** A part of the page of an experiment: its name, its answer, its charts. */
export function Section({
  title,
  answer,
  children,
}: {
  readonly title: string;
  readonly answer?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <div>
        <Title order={2} size="h3">
          {title}
        </Title>
        {answer !== undefined && (
          <Text size="sm" className={classes.answer}>
            {answer}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
