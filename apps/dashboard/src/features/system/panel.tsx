'use client';
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './system.module.css';

/** A part of the page about the system. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.panel}>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
