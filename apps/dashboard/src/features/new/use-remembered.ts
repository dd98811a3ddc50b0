'use client';
import { useDebouncedValue } from '@mantine/hooks';
import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { textParam } from '../../client/url-params.ts';
import { useUrlState } from '../../client/url-state.ts';
import { mergeDiff } from '../../form/merge-diff.ts';
import { mergePatch } from '../../form/refs.ts';
import { KINDS, kindOf, withKind, type PresetKind } from './spec-kind.ts';
import type { WrittenSpec } from './use-spec.ts';

/** What the address of the page says: what to start from, which kind it is, and what was changed. */
export interface Opened {
  /** A run to copy. */
  readonly from: string | null;
  /** An experiment to copy. */
  readonly experiment: string | null;
  readonly kind: PresetKind | undefined;
  readonly change: string | null;
  /** The address as a whole, which tells one opening from another. */
  readonly key: string;
}

/* Longer addresses break in mail and chat; the file is for that. */
const MAX_CHANGE = 1500;
const WRITE_AFTER_MS = 300;
const PARAMS = { kind: textParam(), change: textParam() };

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
    kind: KINDS.find((kind) => kind === asked.get('kind')),
    change: asked.get('change'),
    key: query,
  };
}

/** The specification that an address asks for, of what it is to start from. */
export function askedFor(
  source: WrittenSpec,
  { kind, change }: Pick<Opened, 'kind' | 'change'>,
): WrittenSpec {
  const base = ofKind(source, kind);
  if (change === null) return base;
  try {
    return mergePatch(base, JSON.parse(change)) as WrittenSpec;
  } catch {
    // A change in the address may be anything.
    return base;
  }
}

function ofKind(source: WrittenSpec, kind: PresetKind | undefined): WrittenSpec {
  return kind === undefined || kind === kindOf(source) ? source : withKind(source, kind);
}

/** Keeps in the address what was changed, so that whoever opens it sees the same form. */
export function useRemembered(source: WrittenSpec, spec: WrittenSpec, onWritten: () => void): void {
  const [, setAddress] = useUrlState(PARAMS);
  const [settled] = useDebouncedValue(spec, WRITE_AFTER_MS);
  const first = useRef(settled);
  useEffect(() => {
    // What was opened is in the address already, as it was written there.
    if (settled === first.current) return;
    const kind = KINDS.find((one) => one === kindOf(settled) && one !== kindOf(source));
    const patch = JSON.stringify(mergeDiff(ofKind(source, kind), settled) ?? {});
    setAddress({ kind: kind ?? '', change: patch === '{}' || patch.length > MAX_CHANGE ? '' : patch });
    onWritten();
  }, [source, settled, setAddress, onWritten]);
}
