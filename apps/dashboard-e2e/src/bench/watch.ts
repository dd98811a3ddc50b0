import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** When each selector was first met and painted, in ms since the page was asked for. */
    painted?: Record<string, number>;
    /** Selectors to look for. */
    awaited?: string[];
  }
}

/** Lets functions run in the page that tsx compiled: it marks them with their names by a helper, which pages do not have. */
export async function acceptFunctions(page: Page): Promise<void> {
  await page.addInitScript('globalThis.__name ??= (value) => value');
}

/** Has the page note when something that it waits for is on the screen: two frames after it came into the document. */
export async function noteWhatIsPainted(page: Page, selectors: readonly string[]): Promise<void> {
  await page.addInitScript(
    (awaited) => {
      window.awaited = awaited;
      window.painted = {};
      const look = (): void => {
        for (const selector of [...(window.awaited ?? [])]) {
          if (document.querySelector(selector) === null) continue;
          window.awaited = window.awaited?.filter((one) => one !== selector) ?? [];
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              if (window.painted !== undefined) window.painted[selector] = performance.now();
            }),
          );
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: false });
    },
    [...selectors],
  );
}

/** When a selector was painted, once it was. */
export async function paintedAt(page: Page, selector: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => window.painted?.[wanted], selector);
  return (await handle.jsonValue()) ?? NaN;
}

/** When the answer of a procedure had come in whole; the last of several. */
export async function answeredAt(page: Page, procedure: string): Promise<number> {
  return page.evaluate((name) => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return Math.max(...entries.filter((one) => one.name.includes(name)).map((one) => one.responseEnd));
  }, procedure);
}

/** How long it takes from a press to the second frame after it. */
export async function fromPressToFrame(page: Page, press: () => Promise<void>): Promise<number> {
  // Listening before it is pressed: both go to the page by ways of their own.
  const watched = await page.evaluateHandle(() => {
    const taken = new Promise<number>((resolve) => {
      const pressed = (): void => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      };
      addEventListener('pointerup', pressed, { once: true, capture: true });
      addEventListener('keydown', pressed, { once: true, capture: true });
    });
    return { taken };
  });
  await press();
  return watched.evaluate(({ taken }) => taken);
}

/** Milliseconds of the page's main thread in so many seconds. */
export async function mainThreadMs(page: Page, seconds: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const taken = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  const before = await taken();
  await page.waitForTimeout(1000 * seconds);
  const ms = (await taken()) - before;
  await session.detach();
  return ms;
}

/** The JavaScript heap in bytes after garbage was collected. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let i = 0; i < 3; i += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
