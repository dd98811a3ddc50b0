import type { Browser } from 'playwright-core';
import { axeFaults, overflow } from './faults.ts';
import { untilRested } from './rest.ts';
import { firstLoadBytes } from './scripts.ts';
import { layoutShift, whatMoved } from './shifts.ts';
import { openVisit, type Visit } from './visit.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** Colours that change glide a little. */
const RECOLOUR_MS = 300;

/** Two who go the same way: by day at a desk, and by night with a phone. */
export interface Walkers {
  readonly day: Visit;
  readonly night: Visit;
}

/** What was met at a place. */
export interface Sight {
  /** How far the page moved by itself until it had rested, by day and by night. */
  readonly shift: { readonly day: number; readonly night: number };
  /** Scripts of the first load, gzip. */
  readonly bytes: number;
  /** What axe finds, what the console says, which requests failed, whether the page is too wide, what moved. */
  readonly faults: readonly string[];
}

/** Opens the browser for two. */
export async function openWalkers(browser: Browser): Promise<Walkers> {
  const [day, night] = await Promise.all([
    openVisit(browser, { viewport: WIDE, colorScheme: 'light' }),
    openVisit(browser, { viewport: NARROW, colorScheme: 'dark' }),
  ]);
  return { day, night };
}

/** Goes to a place and looks around. */
export async function walkTo({ day, night }: Walkers, url: string): Promise<Sight> {
  const [byDay, byNight, bytes] = await Promise.all([
    lookAround(day, url),
    lookAround(night, url),
    firstLoadBytes(url),
  ]);
  return {
    shift: { day: byDay.shift, night: byNight.shift },
    bytes,
    faults: [
      ...byDay.faults.map((fault) => `by day: ${fault}`),
      ...byNight.faults.map((fault) => `by night: ${fault}`),
    ],
  };
}

async function lookAround(visit: Visit, url: string): Promise<{ shift: number; faults: string[] }> {
  const { page, complaints } = visit;
  await page.goto(url);
  await untilRested(visit);
  const shift = await layoutShift(page);
  const moved = await whatMoved(page);
  const excess = await overflow(page);
  const found = await axeFaults(page);
  // What stands beside a wide page is hidden on a phone, and has to be read by night as well.
  if (page.viewportSize()?.width === WIDE.width) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(RECOLOUR_MS);
    found.push(...(await axeFaults(page)).map((fault) => `dark: ${fault}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return {
    shift,
    faults: [...found, ...excess, ...moved.map((one) => `moves ${one}`), ...complaints.splice(0)],
  };
}
