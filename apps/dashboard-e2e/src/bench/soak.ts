/**
 * Watches a live run of a million updates to its end, and demands that the page's memory stays flat: `npm run soak:dashboard`.
 *
 * A worker reports what a training of twelve hours reports, in minutes, through the real store, server and event stream.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { findChromium, launchBrowser } from '../support/browser.ts';
import { acceptFunctions, heapBytes } from './watch.ts';

const SERVER = fileURLToPath(new URL('../../../dashboard/test-support/soak-server.ts', import.meta.url));
const APP = fileURLToPath(new URL('../../../dashboard/', import.meta.url));
/** The heap is looked at when so many epochs of 400 are over. */
const LOOKS = [20, 100, 150, 200, 250, 300, 350, 400];
/** The epochs themselves, which the page keeps, take some kilobytes each on every axis. */
const MAX_GROWTH_BYTES = 4 * 2 ** 20;
const MIB = 2 ** 20;

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) process.exit(1);
  const folder = mkdtempSync(join(tmpdir(), 'convlab-soak-'));
  const server = fork(SERVER, [folder], { cwd: APP, execArgv: ['--import', 'tsx'] });
  const browser = await launchBrowser(chromium);
  try {
    const [{ port, runId }] = (await once(server, 'message')) as [{ port: number; runId: string }];
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await acceptFunctions(page);
    await countUpdates(page);
    await page.goto(`http://127.0.0.1:${port}/runs/${runId}`);
    const heaps: number[] = [];
    for (const epoch of LOOKS) {
      await untilEpoch(page, epoch);
      const heap = await heapBytes(page);
      heaps.push(heap);
      const updates = await page.evaluate(() => window.updates ?? 0);
      console.log(`epoch ${epoch}: heap ${(heap / MIB).toFixed(1)} MiB after ${updates} updates of the page`);
    }
    const growth = (heaps.at(-1) ?? NaN) - (heaps[1] ?? NaN);
    console.log(`grew by ${(growth / MIB).toFixed(1)} MiB over the last 750,000 updates of the network`);
    if (!(growth < MAX_GROWTH_BYTES)) throw new Error('The memory of the page grows');
  } finally {
    await browser.close();
    server.disconnect();
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

declare global {
  interface Window {
    /** How often the progress of the run was drawn anew. */
    updates?: number;
  }
}

async function countUpdates(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.updates = 0;
    new MutationObserver(() => (window.updates = (window.updates ?? 0) + 1)).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

async function untilEpoch(page: Page, epoch: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const table = document.querySelector('#chart-loss dd')?.textContent ?? '';
      return Number.parseInt(table, 10) >= wanted;
    },
    epoch,
    { timeout: 1_800_000, polling: 250 },
  );
}

await main();
