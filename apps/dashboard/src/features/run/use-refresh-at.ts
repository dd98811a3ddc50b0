'use client';
import { useEffect, useRef } from 'react';

const REFRESH_MS = 4_000;

/** Calls back when `key` changes, but not more often than every four seconds; the last change is never missed. */
export function useRefreshAt(key: unknown, refresh: () => void): void {
  const last = useRef(0);
  const call = useRef(refresh);
  const first = useRef(true);
  useEffect(() => {
    call.current = refresh;
  });
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    const wait = Math.max(0, last.current + REFRESH_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      if (!document.hidden) call.current();
    }, wait);
    return () => clearTimeout(timer);
  }, [key]);
}
