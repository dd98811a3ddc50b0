'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** Charts a little outside of the window keep up, so that scrolling shows nothing old. */
const MARGIN = '200px';
/** Others follow now and then: who searches, prints or has the page read aloud must not meet what is long gone. */
const FOLLOW_MS = 15_000;

/**
 * Whether an element can be seen: on the screen or nearly so, in a tab that is in front. Until it is known, it can. `turn` counts up
 * now and then while it cannot be seen although the tab is in front.
 */
export function useSeen<Element_ extends Element>(): {
  readonly ref: RefObject<Element_ | null>;
  readonly seen: boolean;
  readonly turn: number;
} {
  const ref = useRef<Element_>(null);
  const [onScreen, setOnScreen] = useState(true);
  const [inFront, setInFront] = useState(true);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => setOnScreen(entry === undefined || entry.isIntersecting),
      { rootMargin: MARGIN },
    );
    if (ref.current !== null) observer.observe(ref.current);
    const look = (): void => setInFront(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  const follows = inFront && !onScreen;
  useEffect(() => {
    if (!follows) return undefined;
    const timer = setInterval(() => setTurn((before) => before + 1), FOLLOW_MS);
    return () => clearInterval(timer);
  }, [follows]);
  return { ref, seen: onScreen && inFront, turn };
}
