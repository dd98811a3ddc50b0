/**
 * Measures the pages with 10,000 runs stored and a search of 1,000 trials, in Chromium: `npm run bench:dashboard`.
 *
 * Each figure is the median of several visits with the scripts in the browser's cache. It fails when one is twice its limit. Real runs are
 * trained first and copied then, which takes a few minutes; `--data FOLDER` keeps them for the next time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { ask, stopRun } from '../support/api.ts';
import { findChromium, launchBrowser } from '../support/browser.ts';
import { startServer, type ServerProcess } from '../support/server.ts';
import { seedProject, startLiveRun, type TourProject } from '../tour/project.ts';
import {
  acceptFunctions,
  answeredAt,
  fromPressToFrame,
  mainThreadMs,
  noteWhatIsPainted,
  paintedAt,
} from './watch.ts';

const RUNS = 10_000;
const TRIALS = 1_000;
const VISITS = 5;
const LIVE_SECONDS = 10;
const STORE = fileURLToPath(new URL('../../../../libs/store/', import.meta.url));

const { values: options } = parseArgs({ options: { data: { type: 'string' } } });
const kept = options.data === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', options.data);

interface Figure {
  readonly name: string;
  readonly limitMs: number;
  readonly ms: number;
}

const figures: Figure[] = [];

function note(name: string, limitMs: number, values: readonly number[]): void {
  const ms = values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
  figures.push({ name, limitMs, ms });
  console.log(`| ${name.padEnd(66)} | ${Math.round(ms)} ms | ${limitMs} ms |`);
}

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) process.exit(1);
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'convlab-bench-'));
  try {
    const project = await prepare(dataDir);
    const server = await startServer(dataDir);
    const browser = await launchBrowser(chromium);
    try {
      await measure(browser, server, project);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
  const slow = figures.filter(({ ms, limitMs }) => !(ms < 2 * limitMs));
  if (slow.length > 0) throw new Error(`Twice the limit or more: ${slow.map(({ name }) => name).join('; ')}`);
}

/** Trains, and copies what was trained. */
async function prepare(dataDir: string): Promise<TourProject> {
  const filled = existsSync(join(dataDir, 'tour.json'));
  const server = await startServer(dataDir);
  const project = await seedProject(server, dataDir);
  await server.stop();
  if (filled) return project;
  const { status } = spawnSync(
    'npm',
    ['run', '--silent', 'multiply', '--', dataDir, `${RUNS}`, `${TRIALS}`],
    {
      cwd: STORE,
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('The runs could not be copied');
  return project;
}

async function measure(browser: Browser, server: ServerProcess, project: TourProject): Promise<void> {
  await measureRuns(browser, server);
  await measureVisits(browser, server, {
    name: 'run page: first chart, after its data',
    limitMs: 300,
    path: `/runs/${project.fashion.runId}`,
    procedure: 'runs.get',
    selector: 'path[data-series]',
  });
  const { items } = (await ask(server, 'runs.list', { limit: 10 })) as { items: { id: string }[] };
  await measureVisits(browser, server, {
    name: 'compare: 10 runs in the overlay and in 10 small charts, after their data',
    limitMs: 400,
    path: `/compare?runs=${items.map(({ id }) => id).join(',')}&split=1`,
    procedure: 'runs.get',
    selector: `[id="chart-run-${items.at(-1)?.id}"] path[data-series]`,
  });
  await measureVisits(browser, server, {
    name: `search page: ${TRIALS} trials drawn, after their data`,
    limitMs: 1000,
    path: `/experiments/${project.search.experimentId}`,
    procedure: 'experiments.get',
    selector: 'path[data-lines="shown"]',
  });
  await measureLive(browser, server);
}

/** Opens a page without anything of before but the cached scripts. */
async function withPage<Result>(browser: Browser, work: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await acceptFunctions(page);
    return await work(page);
  } finally {
    await context.close();
  }
}

interface Visits {
  readonly name: string;
  readonly limitMs: number;
  readonly path: string;
  /** The answer that what is measured waits for. */
  readonly procedure: string;
  readonly selector: string;
}

async function measureVisits(browser: Browser, server: ServerProcess, visits: Visits): Promise<void> {
  const { name, limitMs, path, procedure, selector } = visits;
  const times = await withPage(browser, async (page) => {
    await noteWhatIsPainted(page, [selector]);
    await page.goto(server.url + path);
    await paintedAt(page, selector);
    const taken: number[] = [];
    for (let visit = 0; visit < VISITS; visit += 1) {
      await page.reload();
      const painted = await paintedAt(page, selector);
      taken.push(painted - (await answeredAt(page, procedure)));
    }
    return taken;
  });
  note(name, limitMs, times);
}

const ROW = 'tbody tr[aria-rowindex]';

async function measureRuns(browser: Browser, server: ServerProcess): Promise<void> {
  await measureVisits(browser, server, {
    name: 'runs: table, after its data',
    limitMs: 500,
    path: '/',
    procedure: 'runs.list',
    selector: ROW,
  });
  await withPage(browser, async (page) => {
    await noteWhatIsPainted(page, [ROW]);
    await page.goto(server.url);
    await paintedAt(page, ROW);
    const whole: number[] = [];
    for (let visit = 0; visit < VISITS; visit += 1) {
      await page.reload();
      whole.push(await paintedAt(page, ROW));
    }
    note('runs: table, from pressing reload, all requests included', 2_000, whole);
    // A filter looks at every run, so all of them are read.
    const filter = page.getByLabel('Filter', { exact: true });
    await filter.fill('val>0.1');
    await page.getByText(/ of 10,0\d\d$/).waitFor({ timeout: 120_000 });
    const header = page.getByRole('columnheader', { name: /^Gap/ }).getByRole('button');
    const sorts: number[] = [];
    for (let press = 0; press < VISITS; press += 1)
      sorts.push(await fromPressToFrame(page, () => header.click()));
    note('runs: sorting all 10,000 by another column', 500, sorts);
    await filter.focus();
    await page.keyboard.press('End');
    const letters: number[] = [];
    for (let press = 0; press < VISITS; press += 1)
      letters.push(await fromPressToFrame(page, () => page.keyboard.press('0')));
    note('runs: a letter more in the filter over all 10,000', 500, letters);
  });
}

async function measureLive(browser: Browser, server: ServerProcess): Promise<void> {
  const live = await startLiveRun(server);
  await withPage(browser, async (page) => {
    await page.goto(`${server.url}/runs/${live}`);
    await page.locator('path[data-series]').nth(2).waitFor({ state: 'attached' });
    // What comes after the page, as panels do, is no part of a live run.
    await page.waitForTimeout(5_000);
    const ms = await mainThreadMs(page, LIVE_SECONDS);
    note('live run: main thread, for each second', 50, [ms / LIVE_SECONDS]);
  });
  await stopRun(server, live);
}

await main();
