import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { axeFaults, overflow } from './faults.ts';
import { watchShifts } from './shifts.ts';

const RESULTS = fileURLToPath(new URL('../../test-results/', import.meta.url));

/** In which size and scheme a journey's pages are looked at; every page in every scheme is walked to besides. */
const LOOKS = [
  { name: '1440-light', width: 1440, height: 900, colorScheme: 'light' },
  { name: '390-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** A page with a record of what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests that failed. */
  readonly complaints: string[];
  /** Requests whose answer has not come in whole; streams of events, which never end, left out. */
  readonly pending: ReadonlySet<Request>;
  /** What {@link lookAt} found. */
  readonly faults: string[];
}

/** Opens an empty page, wide and light unless told. */
export async function openVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  await watchShifts(page);
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  return { page, complaints, pending: watchRequests(page, complaints), faults: [] };
}

/* What a page that is left had asked for is given up: no fault. */
const GIVEN_UP = 'net::ERR_ABORTED';

function watchRequests(page: Page, complaints: string[]): ReadonlySet<Request> {
  const pending = new Set<Request>();
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') pending.add(request);
  });
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => {
    pending.delete(request);
    const reason = request.failure()?.errorText ?? 'unknown';
    if (reason !== GIVEN_UP) complaints.push(`request: ${request.url()} failed: ${reason}`);
  });
  return pending;
}

/** Photographs the page at a desk by day and on a phone by night, and notes what axe finds wrong with it and whether it is too wide. */
export async function lookAt({ page, faults }: Visit, name: string): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  for (const { name: look, width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    // Charts measure themselves anew after a change of size.
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${RESULTS}${name}-${look}.png`, fullPage: true });
    const found = [...(await overflow(page)), ...(await axeFaults(page))];
    faults.push(...found.map((fault) => `${name} ${look}: ${fault}`));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
