import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { train, type TrainingReport } from './backend-page/train.ts';
import { findChromium, launchBrowser } from './support/browser.ts';

const root = fileURLToPath(new URL('backend-page', import.meta.url));
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const chromiumPath = findChromium();

/* The page as a user's bundler makes it: no loader, plugin or copied file for WebAssembly or worker threads. */
describe.skipIf(chromiumPath === undefined)('the backend in Chromium', () => {
  let outDir: string;
  let browser: Browser;
  const servers: PreviewServer[] = [];
  const expected = new Map<number, number[]>();

  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), 'convlab-page-'));
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      worker: { format: 'es' },
      build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    });
    browser = await launchBrowser(chromiumPath ?? '');
    for (const threads of [1, 2]) expected.set(threads, (await train(threads)).losses);
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => server.close()));
    await rm(outDir, { recursive: true, force: true });
  });

  async function open(headers: Record<string, string>): Promise<Page> {
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'warn',
      build: { outDir },
      preview: { port: 0, host: '127.0.0.1', headers },
    });
    servers.push(server);
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'trainInPage' in window);
    return page;
  }

  function inWorker(page: Page, threads: number): Promise<TrainingReport | string> {
    return page.evaluate((count) => window.trainInWorker(count), threads);
  }

  function expectLosses(report: TrainingReport | string, threads: number): void {
    if (typeof report === 'string') throw new Error(report);
    const wanted = expected.get(threads) ?? [];
    expect(report.losses.length).toBe(wanted.length);
    report.losses.forEach((loss, i) => expect(Math.abs(loss - (wanted[i] ?? NaN))).toBeLessThan(1e-5));
    expect(report.losses.at(-1)).toBeLessThan(0.9 * (report.losses[0] ?? NaN));
  }

  it('trains in a Worker of an isolated page, on two threads, to the numbers of Node', async () => {
    const page = await open(isolation);
    for (const threads of [1, 2]) {
      const report = await inWorker(page, threads);
      expect(report).toMatchObject({ threads, notes: [], crossOriginIsolated: true });
      expectLosses(report, threads);
    }
  });

  it('trains on one thread without isolation, and says why', async () => {
    const page = await open({});
    const report = await inWorker(page, 2);
    expect(report).toMatchObject({
      threads: 1,
      crossOriginIsolated: false,
      notes: [expect.stringContaining('not cross-origin isolated')],
    });
    expectLosses(report, 1);
  });

  it("trains on one thread in a page's main thread, and says why", async () => {
    const page = await open(isolation);
    const report = await page.evaluate(() => window.trainInPage(2));
    expect(report).toMatchObject({ threads: 1, notes: [expect.stringContaining('Train in a Worker')] });
    expectLosses(report, 1);
  });
});
