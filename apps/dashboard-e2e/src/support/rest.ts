import type { Visit } from './visit.ts';

/* What stands for something that is on its way. */
const LOADING = '.mantine-Skeleton-root, [aria-busy="true"]';
/** Charts measure themselves once what they show has come in. */
const QUIET_MS = 600;
const LOOK_MS = 50;
const MAX_WAIT_MS = 60_000;

/**
 * Waits until nothing has been on its way into a page for a while.
 *
 * @throws when it never comes to rest
 */
export async function untilRested({ page, pending }: Visit): Promise<void> {
  const deadline = Date.now() + MAX_WAIT_MS;
  let quietSince = Date.now();
  while (Date.now() - quietSince < QUIET_MS) {
    const busy = pending.size > 0 || (await page.locator(LOADING).count()) > 0;
    const now = Date.now();
    if (busy) quietSince = now;
    if (now > deadline) throw new Error(`${page.url()} never comes to rest`);
    await page.waitForTimeout(LOOK_MS);
  }
}
