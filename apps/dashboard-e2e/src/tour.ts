import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { stopRun } from './support/api.ts';
import { findChromium, launchBrowser } from './support/browser.ts';
import { ALL_PLACES, PLACES } from './support/places.ts';
import { untilRested } from './support/rest.ts';
import { startServer, type ServerProcess } from './support/server.ts';
import { openVisit } from './support/visit.ts';
import { seedProject, startLiveRun } from './tour/project.ts';

/*
 * Photographs every page with real runs, at two widths, light and dark: `npm run tour [-- FOLDER]`. It trains some thirty small
 * networks first, which takes a few minutes; `--data FOLDER` keeps them for the next time. `--only TEXT` photographs the pages whose
 * names contain the text.
 */

const LOOKS = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
const RESIZE_MS = 300;
const HEIGHT = 900;

const { values: options, positionals } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const here = process.env['INIT_CWD'] ?? '.';

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) process.exit(1);
  const folder = resolve(here, positionals[0] ?? 'tour');
  mkdirSync(folder, { recursive: true });
  const kept = options.data === undefined ? undefined : resolve(here, options.data);
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'convlab-tour-'));
  const server = await startServer(dataDir);
  const browser = await launchBrowser(chromium);
  try {
    const project = await seedProject(server, dataDir, () =>
      photograph(browser, server, folder, { empty: '/' }),
    );
    const live = await startLiveRun(server);
    const shown = { ...project, live };
    const paths = Object.fromEntries(ALL_PLACES.map((name) => [name, PLACES[name](shown)]));
    await photograph(browser, server, folder, paths);
    // A project that is kept does not go on training.
    await stopRun(server, live);
  } finally {
    await browser.close();
    await server.stop();
    if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
  process.stdout.write(`The pictures are in ${folder}\n`);
}

async function photograph(
  browser: Browser,
  server: ServerProcess,
  folder: string,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  const chosen = Object.entries(pages).filter(([name]) => name.includes(options.only));
  for (const { width, colorScheme } of LOOKS) {
    const visit = await openVisit(browser, { viewport: { width, height: HEIGHT }, colorScheme });
    const { page } = visit;
    for (const [name, path] of chosen) {
      await page.goto(server.url + path);
      await untilRested(visit);
      // As if the screen were as high as the page: what is fixed to its edges stands there.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(height, HEIGHT) });
      await page.waitForTimeout(RESIZE_MS);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.setViewportSize({ width, height: HEIGHT });
    }
    await page.context().close();
  }
}

await main();
