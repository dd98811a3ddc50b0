'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** Charts a little outside of the window keep up, so that scrolling shows nothing old. */
const MARGIN = '200px';

/** Whether an element can be seen: on the screen or nearly so, in a tab that is in front. Until it is known, it can. */
export function useSeen<Element_ extends Element>(): {
  readonly ref: RefObject<Element_ | null>;
  readonly seen: boolean;
} {
  const ref = useRef<Element_>(null);
  const [onScreen, setOnScreen] = useState(true);
  const [inFront, setInFront] = useState(true);
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
  return { ref, seen: onScreen && inFront };
}
