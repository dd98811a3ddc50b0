'use client';
import { useEffect } from 'react';
import { texts } from '../texts/texts.ts';

/** Names the browser's tab after what the page shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title]);
}
