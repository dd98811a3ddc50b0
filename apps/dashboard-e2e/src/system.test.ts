import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { launch, stopRun } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import { lookAt } from './support/visit.ts';

const chromium = findChromium();

const digits = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  training: { batchSize: 64, epochs: 5000, earlyStopping: { patience: 4000 } },
};
/* More than any machine of the tests trains at once. */
const SLOTS = 8;
const WAITING = ['alder', 'birch', 'cedar', 'dogwood'];

let dashboard: Dashboard | undefined;
const runIds: string[] = [];

const namesOf = (page: Page) =>
  page.getByRole('list', { name: 'Waiting' }).getByRole('link').allTextContents();

describe.skipIf(chromium === undefined)('the queue', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    const { server } = dashboard;
    for (let i = 0; i < SLOTS; i += 1)
      runIds.push((await launch(server, { ...digits, name: `busy ${i}`, seed: i })).runId);
    for (const name of WAITING) runIds.push((await launch(server, { ...digits, name })).runId);
  });

  afterAll(async () => {
    if (dashboard === undefined) return;
    for (const id of runIds.toReversed()) await stopRun(dashboard.server, id);
    await dashboard.close();
  });

  it('is reordered by buttons, by keyboard and by dragging, and other pages hear of it', async () => {
    const { visit, browser, server } = dashboard as Dashboard;
    const { page } = visit;
    await page.goto(`${server.url}/system`);
    await expect.poll(async () => (await namesOf(page)).slice(-4)).toEqual(WAITING);
    const watcher = await (await browser.newContext()).newPage();
    await watcher.goto(`${server.url}/system`);
    await expect.poll(async () => (await namesOf(watcher)).slice(-4)).toEqual(WAITING);

    await page.getByRole('button', { name: 'Make dogwood the next' }).click();
    await expect.poll(async () => (await namesOf(watcher))[0]).toBe('dogwood');
    await expect.poll(async () => (await namesOf(page)).slice(-3)).toEqual(['alder', 'birch', 'cedar']);

    // The button moves along with its run and keeps the focus.
    await page.getByRole('button', { name: 'Move cedar up' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await namesOf(watcher)).slice(-3)).toEqual(['alder', 'cedar', 'birch']);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await namesOf(watcher)).slice(-3)).toEqual(['cedar', 'alder', 'birch']);

    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await row('birch').dragTo(row('cedar'));
    await expect.poll(async () => (await namesOf(watcher)).slice(-3)).toEqual(['birch', 'cedar', 'alder']);
    await watcher.context().close();
    await lookAt(visit, 'queue');
  });

  it('tells on the same page whether there is enough memory for what is trained', async () => {
    const { visit } = dashboard as Dashboard;
    const memory = visit.page.getByRole('figure', { name: 'Is there enough memory?' });
    await memory
      .getByText(/the server holds [\d.]+ [MG]iB, (one training|\d+ trainings) [\d.]+ [MG]iB/)
      .waitFor();
    await memory.locator('path[data-series]').nth(2).waitFor({ state: 'attached' });
    await memory.getByRole('button', { name: 'Show as table' }).click();
    await expect.poll(() => memory.getByRole('row').count()).toBeGreaterThan(2);
  });
});
