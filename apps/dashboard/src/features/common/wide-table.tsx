'use client';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What the table tells. */
  readonly label: string;
  /** Pixels below which it is scrolled rather than squeezed. */
  readonly minWidth: number;
  readonly children: ReactNode;
}

/** Where a table is scrolled sideways if it must: also by the keys, so it can have the focus. */
export function WideTable({ label, minWidth, children }: WideTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': label } }}
    >
      {children}
    </Table.ScrollContainer>
  );
}
