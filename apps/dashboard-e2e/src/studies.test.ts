import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import type { ServerProcess } from './support/server.ts';
import { lookAt, type Visit } from './support/visit.ts';

const chromium = findChromium();
const TITLE = 'Capacity';
const VERDICT = /^(Supported|Not supported|Inconclusive): training error, units · 4 less units · 512 is /;

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;

describe.skipIf(chromium === undefined)('studies', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
  });

  afterAll(() => dashboard?.close());

  it('say what they claim and by which rule before they are run', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/studies`);
    await page.getByRole('link', { name: TITLE, exact: true }).click();
    await page.getByRole('heading', { name: TITLE, exact: true }).waitFor();
    await page.getByText(/^Supported when the 95 % interval/).waitFor();
    await page.getByText('Not run here yet', { exact: false }).waitFor();
  });

  it('come to a verdict with its effect, and to the same one when they are run again', async () => {
    const { page } = visit;
    await page.getByText('Smoke', { exact: true }).click();
    await run(page);
    const sentence = await page.getByText(VERDICT).textContent();
    await page
      .getByRole('figure', { name: /^effect-|How large is the effect/ })
      .first()
      .waitFor();
    await lookAt(visit, 'study');
    await run(page);
    await page.getByText('Earlier runs').waitFor();
    expect(await page.getByText(VERDICT).textContent()).toBe(sentence);
  });

  it('show in their list, and on their page, what they came to', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/studies`);
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: TITLE, exact: true }) });
    await row.getByText(/^(Supported|Not supported|Inconclusive)$/).waitFor();
    await lookAt(visit, 'studies');
    await row.getByRole('link', { name: TITLE, exact: true }).click();
    await page.getByText(VERDICT).waitFor();
  });

  it('met no page that is hard to read or too wide, and no complaint', () => {
    expect(visit.faults).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

/** Runs the study of the page at the chosen budget until it is judged. */
async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run study' }).click();
  await page.getByText(/^\d+ of \d+ trainings over\.$/).waitFor();
  await page.getByText(VERDICT).waitFor({ timeout: 180_000 });
}
