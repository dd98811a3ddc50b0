import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchRun, stopRun, untilEpoch, untilOver } from './support/api.ts';
import { findChromium, launchBrowser } from './support/browser.ts';
import { untilRested } from './support/rest.ts';
import { startServer, type ServerProcess } from './support/server.ts';
import { forgetShifts, layoutShift, MAX_SHIFT, whatMoved } from './support/shifts.ts';
import { openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();

const spec = (name: string, epochs: number) => ({
  name,
  data: { set: 'digits' },
  network: { architecture: { id: 'conv-net', blocks: [8], dense: [16] } },
  training: { epochs },
});

const LOST = /^The connection to the server is lost/;

let dataDir = '';
let server: ServerProcess;
let browser: Browser;
let visit: Visit;
let first = '';

/* What happens by itself must not push away what somebody is reading. */
describe.skipIf(chromium === undefined)('somebody who reads while it goes on', () => {
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'convlab-steady-'));
    server = await startServer(dataDir);
    browser = await launchBrowser(chromium ?? '');
    visit = await openVisit(browser);
    first = await launchRun(server, spec('the first', 2));
    await untilOver(server, [first]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps the place on a run, from its start to its end', async () => {
    const { page } = visit;
    const run = await launchRun(server, spec('from start to end', 30));
    await page.goto(`${server.url}/runs/${run}`);
    await untilOver(server, [run]);
    await page.getByText('finished', { exact: true }).first().waitFor();
    await expectNoShift();
  });

  it('keeps the place among runs that start and end', async () => {
    const { page } = visit;
    await page.goto(server.url);
    await page.getByRole('link', { name: 'the first' }).first().waitFor();
    await untilRested(visit);
    await forgetShifts(page);
    const runs = await Promise.all(
      [30, 40].map((epochs) => launchRun(server, spec(`of ${epochs} epochs`, epochs))),
    );
    await page.getByRole('link', { name: 'of 40 epochs' }).first().waitFor();
    await untilOver(server, runs);
    await page.getByRole('row').filter({ hasText: 'of 40 epochs' }).getByText('40 / 40').waitFor();
    await expectNoShift();
  });

  it('keeps the place when the server goes away and comes back', async () => {
    const { page } = visit;
    const run = await launchRun(server, spec('goes on', 4000));
    await untilEpoch(server, run, 3);
    await page.goto(`${server.url}/runs/${run}`);
    await untilRested(visit);
    await forgetShifts(page);
    await server.kill();
    await page.getByText(LOST).first().waitFor();
    server = await startServer(dataDir, server.port);
    await page.getByText(LOST).first().waitFor({ state: 'detached' });
    await expectNoShift();
    await stopRun(server, run);
  });
});

async function expectNoShift(): Promise<void> {
  const { page } = visit;
  await untilRested(visit);
  expect(await layoutShift(page), (await whatMoved(page)).join('\n')).toBeLessThanOrEqual(MAX_SHIFT);
}
