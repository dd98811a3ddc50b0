import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const RESULTS = fileURLToPath(new URL('../../test-results/', import.meta.url));

/** Sizes and schemes in which pages are looked at. */
const LOOKS = [
  { name: '1440-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: '1440-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: '390-light', width: 390, height: 844, colorScheme: 'light' },
  { name: '390-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** A page with a record of what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, and exceptions. */
  readonly complaints: string[];
  /** What {@link lookAt} found. */
  readonly faults: string[];
}

/** Opens an empty page. */
export async function openVisit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.addInitScript(watchShifts);
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  return { page, complaints, faults: [] };
}

/** Photographs the page in every size and scheme, and notes what axe finds wrong with it and whether it is too wide. */
export async function lookAt({ page, faults }: Visit, name: string): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  for (const { name: look, width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    // Charts measure themselves anew after a change of size.
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${RESULTS}${name}-${look}.png`, fullPage: true });
    // What axe looks at hardly depends on the width, and takes its time.
    const found = [...(await overflow(page)), ...(width === 390 ? [] : await axeFaults(page))];
    faults.push(...found.map((fault) => `${name} ${look}: ${fault}`));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** How much of the page at hand has moved by itself since it was opened. */
export async function layoutShift({ page }: Visit): Promise<number> {
  return page.evaluate(() => window.layoutShift ?? 0);
}

declare global {
  interface Window {
    /** Sum of the layout shifts that nobody caused, but for those after a change of size. */
    layoutShift?: number;
  }
}

/* Shifts while the window has the size it was opened with; a page that is given another size may move. */
function watchShifts(): void {
  const width = window.innerWidth;
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!entry.hadRecentInput && window.innerWidth === width)
        window.layoutShift = (window.layoutShift ?? 0) + entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** A page must never scroll sideways as a whole. */
async function overflow(page: Page): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return excess > 0 ? [`${excess} pixels too wide`] : [];
}
