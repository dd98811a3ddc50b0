'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useRef } from 'react';
import { textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { addressOf, type SpecAddress } from './address.ts';
import { KINDS } from './spec-kind.ts';
import type { WrittenSpec } from './use-spec.ts';

/** What the address of the page says: what to start from, which kind it is, and what was changed. */
export interface Opened extends SpecAddress {
  /** A run to copy. */
  readonly from: string | null;
  /** An experiment to copy. */
  readonly experiment: string | null;
  /** The address as a whole, which tells one opening from another. */
  readonly key: string;
}

const WRITE_AFTER_MS = 300;
const PARAMS = { kind: textParam(), change: textParam(), spec: textParam() };

/**
 * What the address said when the page was opened with it, and a way to say that an address was written by the page itself: its own
 * changes must not make it start anew.
 */
export function useOpened(): { readonly opened: Opened; readonly onWritten: () => void } {
  const query = useSearchParams().toString();
  const written = useRef(query);
  const opened = useRef<Opened>(undefined);
  if (opened.current === undefined || query !== written.current) {
    written.current = query;
    opened.current = readAddress(query);
  }
  return {
    opened: opened.current,
    onWritten: () => {
      written.current = new URLSearchParams(window.location.search).toString();
    },
  };
}

function readAddress(query: string): Opened {
  const asked = new URLSearchParams(query);
  return {
    from: asked.get('from'),
    experiment: asked.get('experiment'),
    kind: KINDS.find((kind) => kind === asked.get('kind')) ?? '',
    change: asked.get('change') ?? '',
    spec: asked.get('spec') ?? '',
    key: query,
  };
}

/**
 * Keeps in the address what was changed, so that whoever opens it sees the same form.
 *
 * @returns whether the address says it all
 */
export function useRemembered(source: WrittenSpec, spec: WrittenSpec, onWritten: () => void): boolean {
  const [, setAddress] = useUrlState(PARAMS);
  const [settled] = useDebouncedValue(spec, WRITE_AFTER_MS);
  const first = useRef(settled);
  const address = useMemo(() => addressOf(source, settled), [source, settled]);
  useEffect(() => {
    // What was opened is in the address already, as it was written there.
    if (settled === first.current) return;
    setAddress(address ?? { kind: '', change: '', spec: '' });
    onWritten();
  }, [settled, address, setAddress, onWritten]);
  return address !== undefined;
}
