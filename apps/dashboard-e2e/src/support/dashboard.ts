import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startServer, type ServerProcess } from './server.ts';
import { openVisit, type Visit } from './visit.ts';

/** A dashboard on a folder of its own, and a browser that visits it. */
export interface Dashboard {
  readonly dataDir: string;
  readonly server: ServerProcess;
  readonly browser: Browser;
  readonly visit: Visit;
  close(): Promise<void>;
}

/**
 * Starts a dashboard and a browser.
 *
 * @param chromium the browser's program
 * @throws when one of them does not start; what had been started is ended then
 */
export async function openDashboard(chromium: string | undefined): Promise<Dashboard> {
  const dataDir = mkdtempSync(join(tmpdir(), 'convlab-e2e-'));
  let server: ServerProcess | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    server = await startServer(dataDir);
    browser = await launchBrowser(chromium ?? '');
    return { dataDir, server, browser, visit: await openVisit(browser), close };
  } catch (error) {
    await close();
    throw error;
  }
}
