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
}

/** Opens an empty page. */
export async function openVisit(browser: Browser): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  return { page, complaints };
}

/** Photographs the page in every size and scheme, and gives what axe finds wrong with it, light and dark. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  mkdirSync(RESULTS, { recursive: true });
  const faults: string[] = [];
  for (const { name: look, width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    // Charts measure themselves anew after a change of size.
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${RESULTS}${name}-${look}.png`, fullPage: true });
    faults.push(...(await overflow(page, look)), ...(await axeFaults(page, look)));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

async function axeFaults(page: Page, look: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${look}, ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** A page must never scroll sideways as a whole. */
async function overflow(page: Page, look: string): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return excess > 0 ? [`${look}: ${excess} pixels too wide`] : [];
}
