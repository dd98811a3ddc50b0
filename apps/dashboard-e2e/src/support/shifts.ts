import type { Page } from 'playwright-core';

/** The limit of Core Web Vitals for a good page. */
export const MAX_SHIFT = 0.1;

/** Something that moved though nobody did anything. */
interface Shift {
  /** Share of the window that moved, times how far, in its longer side. */
  readonly value: number;
  /** When, in ms since the document was opened. */
  readonly time: number;
  /** What moved, as CSS would find it. */
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    /** Layout shifts that nobody caused, but for those after a change of size. */
    shifts?: Shift[];
  }
}

/** Has every document that the page opens note what moves by itself. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(noteShifts);
}

/* What moves within so long of each other counts as one, up to so long together. */
const GAP_MS = 1_000;
const WINDOW_MS = 5_000;

/**
 * Cumulative layout shift since the document was opened, or since {@link forgetShifts}: the sum over that burst of shifts whose sum
 * is largest, as Core Web Vitals define it.
 */
export async function layoutShift(page: Page): Promise<number> {
  const shifts = await page.evaluate(() => window.shifts ?? []);
  let [largest, sum, began, last] = [0, 0, -Infinity, -Infinity];
  for (const { time, value } of shifts) {
    const goesOn = time - last < GAP_MS && time - began < WINDOW_MS;
    if (!goesOn) [sum, began] = [0, time];
    sum += value;
    last = time;
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** What has moved, the most first: for whoever has to mend it. */
export async function whatMoved(page: Page): Promise<string[]> {
  const shifts = await page.evaluate(() => window.shifts ?? []);
  return shifts
    .toSorted((a, b) => b.value - a.value)
    .map(({ value, time, moved }) => `${value.toFixed(3)} at ${Math.round(time)} ms: ${moved.join(', ')}`);
}

/** Begins to count anew. */
export async function forgetShifts(page: Page): Promise<void> {
  await page.evaluate(() => (window.shifts = []));
}

/* Shifts while the window has the size it was opened with; a page that is given another size may move. */
function noteShifts(): void {
  const width = window.innerWidth;
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: readonly { readonly node: Node | null }[];
    })[]) {
      if (entry.hadRecentInput || window.innerWidth !== width) continue;
      const moved = entry.sources.map(({ node }) =>
        node instanceof Element
          ? `${node.localName}.${node.getAttribute('class') ?? ''}`
          : `${node?.nodeName}`,
      );
      window.shifts?.push({ value: entry.value, time: entry.startTime, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
