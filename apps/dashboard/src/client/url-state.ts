'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { readParams, writeParams, type Shape, type Values } from './url-params.ts';

/** Views before the present one, for the undo key; the pages' own history is for pages. */
const past: string[] = [];
const MAX_PAST = 50;

/** Changes a view: by what is given, or by what follows from the view as the address has it now, which a page may not show yet. */
export type SetView<View> = (changes: Partial<View> | ((now: View) => Partial<View>)) => void;

/**
 * What a page shows, kept in its address: whoever opens the address sees the same.
 *
 * @param shape  a constant: it must be the same object at every call
 */
export function useUrlState<S extends Shape>(shape: S): readonly [Values<S>, SetView<Values<S>>] {
  const search = useSearchParams();
  const values = useMemo(() => readParams(shape, new URLSearchParams(search)), [shape, search]);
  const set = useCallback(
    // From the address itself: several changes in one go must not undo each other.
    (changes: Parameters<SetView<Values<S>>>[0]) => {
      const now = new URLSearchParams(window.location.search);
      show(
        writeParams(shape, now, typeof changes === 'function' ? changes(readParams(shape, now)) : changes),
      );
    },
    [shape],
  );
  return [values, set];
}

function show(query: string): void {
  const { pathname, search, hash } = window.location;
  if (query === search) return;
  past.push(`${pathname}${search}`);
  if (past.length > MAX_PAST) past.shift();
  window.history.replaceState(null, '', `${pathname}${query}${hash}`);
}

/** Goes back to the view before the last change on this page; says whether there was one. */
export function undoView(): boolean {
  const before = past.pop();
  if (before === undefined || before.split('?')[0] !== window.location.pathname) return false;
  window.history.replaceState(null, '', before);
  return true;
}
