import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchRun, untilOver } from './support/api.ts';
import { findChromium, launchBrowser } from './support/browser.ts';
import { startServer, type ServerProcess } from './support/server.ts';

/*
 * Photographs every page with real runs, at two widths, light and dark: `npm run tour [-- FOLDER]`. It trains a dozen small
 * networks first, which takes about a minute.
 */

const LOOKS = [1440, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** Charts measure themselves, and what is fetched comes in. */
const SETTLE_MS = 1_500;

const network = { architecture: { id: 'conv-net', blocks: [16, 32], dense: [64] } };
const sgd = (learningRate: number) => ({ id: 'sgd', learningRate, momentum: 0.9 });
const base = { data: { set: 'digits' }, network, optimizer: sgd(0.05), training: { epochs: 20 }, seed: 1 };

/** Runs with every kind of verdict. */
const RUNS = [
  { ...base, name: 'small net' },
  { ...base, seed: 2 },
  { ...base, seed: 3 },
  { ...base, optimizer: { id: 'adam', learningRate: 0.001 } },
  { ...base, optimizer: sgd(0.002), training: { epochs: 12 } },
  { ...base, optimizer: sgd(20), training: { epochs: 6 } },
  { ...base, network: { architecture: 'mlp' }, training: { epochs: 30 } },
  {
    ...base,
    data: { set: 'digits', split: { train: 0.08, validation: 0.5, test: 0.42 } },
    training: { epochs: 40 },
  },
  {
    ...base,
    regularizers: [
      { id: 'dropout', rate: 0.4 },
      { id: 'l2', strength: 1e-3 },
    ],
  },
  { ...base, data: { set: 'fashion-mnist-mini' }, training: { epochs: 12, earlyStopping: { patience: 2 } } },
];

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) process.exit(1);
  const folder = resolve(process.env['INIT_CWD'] ?? '.', process.argv[2] ?? 'tour');
  mkdirSync(folder, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'convlab-tour-'));
  const server = await startServer(dataDir);
  const browser = await launchBrowser(chromium);
  try {
    await photograph(browser, server, folder, { empty: '/' });
    const ids: string[] = [];
    for (const spec of RUNS) ids.push(await launchRun(server, spec));
    await untilOver(server, ids, 600_000);
    const live = await launchRun(server, {
      ...base,
      name: 'under way',
      training: { epochs: 3000, earlyStopping: { patience: 2900 } },
    });
    await photograph(browser, server, folder, pagesOf(ids, live));
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.stdout.write(`The pictures are in ${folder}\n`);
}

function pagesOf(ids: readonly string[], live: string): Record<string, string> {
  const [first = '', second = '', third = ''] = ids;
  const overfit = ids[7] ?? '';
  return {
    runs: '/?map=1',
    'runs-baseline': `/?base=${first}&pin=${second}`,
    new: '/new',
    'run-live': `/runs/${live}`,
    'run-finished': `/runs/${overfit}`,
    'run-generalization': `/runs/${overfit}?tab=generalization`,
    'run-config': `/runs/${overfit}?tab=config`,
    compare: `/compare?runs=${first},${overfit},${second},${third}&x=examples`,
    system: '/system',
    'not-found': '/no/such/page',
  };
}

async function photograph(
  browser: Browser,
  server: ServerProcess,
  folder: string,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.url + path);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}

await main();
