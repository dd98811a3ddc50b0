import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchBrowser } from './support/browser.ts';
import { startInVain, startServer, type ServerProcess } from './support/server.ts';
import { lookAt, openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();
const dataDir = mkdtempSync(join(tmpdir(), 'convlab-e2e-'));

let server: ServerProcess;
let browser: Browser | undefined;
let visit: Visit;
let firstRunUrl = '';

/* What the browser says while the server is away is no fault of the page. */
const OFFLINE =
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|Failed to fetch/;

describe.skipIf(chromium === undefined)('a newcomer', () => {
  beforeAll(async () => {
    server = await startServer(dataDir);
    browser = await launchBrowser(chromium ?? '');
    visit = await openVisit(browser);
  });

  afterAll(async () => {
    await browser?.close();
    // Undefined when it never became ready.
    await (server as ServerProcess | undefined)?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is greeted with one line and an invitation', async () => {
    const { page } = visit;
    expect(
      server
        .output()
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('Building')),
    ).toEqual([`ConvLab is ready at ${server.url}`]);
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Train your first network' }).waitFor();
    await lookAt(visit, 'empty');
  });

  it('starts the first run with one click and watches it', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Start the first run' }).click();
    await page.waitForURL(/\/runs\/\w+$/);
    firstRunUrl = page.url();
    await page.getByText(/^Epoch \d+ of \d+$/).waitFor();
    const loss = page.getByRole('figure', { name: 'Is it learning?' });
    await loss.locator('path[data-series]').nth(2).waitFor({ state: 'attached' });
    const before = await epochsDone();
    await expect.poll(epochsDone, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before);
    await page.getByText(/left at the most$/).waitFor();
    await lookAt(visit, 'run-live');
  });

  it('sees it end with a verdict, above 97 % validation accuracy', async () => {
    const { page } = visit;
    await statusIs('finished', 240_000);
    await page
      .getByText(/^Good fit:/)
      .first()
      .waitFor();
    expect(await validationAccuracy()).toBeGreaterThan(97);
    const error = page.getByRole('figure', { name: 'How often is it wrong?' });
    await error.getByText(/At the best epoch, \d+, it errs on/).waitFor();
    await lookAt(visit, 'run-finished');
  });

  it('reads the evidence and the file', async () => {
    const { page } = visit;
    await page.getByRole('tab', { name: 'Generalization' }).click();
    await page.waitForURL(/tab=generalization/);
    await page.getByRole('heading', { name: 'Evidence', exact: true }).waitFor();
    await page.getByRole('row').nth(8).waitFor();
    await lookAt(visit, 'run-generalization');
    await page.getByRole('tab', { name: 'Config' }).click();
    const file = JSON.parse((await page.locator('pre').textContent()) ?? '') as {
      data: unknown;
      seed: number;
    };
    expect(file).toMatchObject({ data: { set: { id: 'convlab/digits' } }, seed: 1 });
    await lookAt(visit, 'run-config');
  });

  it('reads values out at the pointer and by arrow keys, and as a table', async () => {
    const { page } = visit;
    await page.goto(firstRunUrl);
    const loss = page.getByRole('figure', { name: 'Is it learning?' });
    const epochShown = async () => Number((await loss.locator('dd').first().textContent())?.split(' ')[0]);
    const plot = loss.locator('.recharts-surface').first();
    await plot.hover({ position: { x: 70, y: 100 } });
    await expect.poll(epochShown).toBeLessThanOrEqual(2);
    await page.mouse.move(0, 0);
    await loss.getByRole('slider').focus();
    const start = await epochShown();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(epochShown).not.toBe(start);
    await loss.getByRole('button', { name: 'Show as table' }).click();
    expect(await loss.getByRole('row').count()).toBeGreaterThan(10);
    await loss.getByRole('button', { name: 'Show as plot' }).click();
    await loss.getByText('log', { exact: true }).click();
    await loss.locator('path[data-series]').nth(2).waitFor({ state: 'attached' });
  });

  it('finds everything again after a reload and a restart', async () => {
    const { page } = visit;
    const accuracy = await validationAccuracy();
    await page.reload();
    await statusIs('finished');
    expect(await validationAccuracy()).toBe(accuracy);
    expect(await server.stop()).toBe(0);
    server = await startServer(dataDir, server.port);
    await page.goto(firstRunUrl);
    await statusIs('finished');
    expect(await validationAccuracy()).toBe(accuracy);
    await page.goto(server.url);
    await page
      .getByRole('link', { name: /Handwritten digits/ })
      .first()
      .waitFor();
    await page.getByText('Good fit').first().waitFor();
    await lookAt(visit, 'runs');
  });

  it('is told who holds the data folder when starting a second server', async () => {
    const { code, output } = await startInVain(dataDir);
    expect(code).toBe(1);
    expect(output).toContain(`process ${server.pid}`);
    expect(output).toContain(server.url);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('sees the form follow the architecture and a wrong value refused at its field', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'New experiment' }).first().click();
    await page.getByText('Ready to start').waitFor();
    await page.getByRole('group', { name: 'Blocks' }).waitFor();
    await lookAt(visit, 'new');

    await page
      .getByRole('combobox', { name: 'Architecture' })
      .or(page.getByLabel('Architecture', { exact: true }))
      .first()
      .click();
    await page.getByRole('option', { name: /Multi-layer perceptron/i }).click();
    await page.getByRole('group', { name: 'Blocks' }).waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Hidden layers' }).waitFor();
    await expect.poll(() => page.getByLabel('Experiment file').inputValue()).toContain('"mlp"');
    await page.getByText('Ready to start').waitFor();

    const epochs = page.getByLabel('Epochs', { exact: true });
    await epochs.fill('0');
    await page.getByText('1 thing to mend').waitFor();
    const problem = (await epochs.getAttribute('aria-describedby')) ?? '';
    const sentences = await page
      .locator(
        problem
          .split(' ')
          .map((id) => `[id="${id}"]`)
          .join(','),
      )
      .allTextContents();
    expect(sentences.join(' ')).toMatch(/>=\s*1|at least 1|from 1/i);
    expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
    await lookAt(visit, 'new-wrong');
    await epochs.fill('400');
    await page.getByText('Ready to start').waitFor();
  });

  it('edits the file beside the form, both in step', async () => {
    const { page } = visit;
    const file = page.getByLabel('Experiment file');
    await file.fill(
      '{ "data": { "set": "digits" }, "network": { "architecture": "conv-net", "config": { "blocks": [8] } }, "seed": 7 }',
    );
    await expect.poll(() => page.getByLabel('Seed', { exact: true }).inputValue()).toBe('7');
    await page.getByRole('group', { name: 'Blocks' }).waitFor();
    await expect.poll(() => page.getByLabel('Blocks, 1').inputValue()).toBe('8');
    await file.fill('{ "data": ');
    await page.getByText(/^This is not JSON/).waitFor();
    await file.fill('{ "data": { "set": "no-such-set" } }');
    await page.getByText(/thing to mend/).waitFor();
    await page
      .getByText(/data\.set/)
      .first()
      .waitFor();
    await file.fill(
      '{ "data": { "set": "digits" }, "network": { "architecture": { "id": "conv-net", "blocks": [16, 32], "dense": [64] } }, "training": { "epochs": 400 }, "seed": 1 }',
    );
    await page.getByText('Ready to start').waitFor();
  });

  it('stops a run within two seconds', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/\/runs\/\w+$/);
    await expect.poll(epochsDone, { timeout: 120_000 }).toBeGreaterThanOrEqual(2);
    const asked = performance.now();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await statusIs('stopped');
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(await epochsDone()).toBeGreaterThanOrEqual(2);
  });

  it('loses nothing when the server is killed, and the run goes on', async () => {
    const { page } = visit;
    const clone = page.getByRole('link', { name: 'Clone with change' });
    await clone.click();
    await page.getByText('Ready to start').waitFor();
    await page.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/\/runs\/\w+$/);
    await expect.poll(epochsDone, { timeout: 120_000 }).toBeGreaterThanOrEqual(3);
    const before = await epochsDone();
    await server.kill();
    await page.getByText(/The connection to the server is lost/).waitFor();
    expect(await epochsDone()).toBeGreaterThanOrEqual(before);
    await lookAt(visit, 'run-lost');
    server = await startServer(dataDir, server.port);
    // Without a reload: the page finds its server again by itself, and the curve goes on where it was.
    await expect.poll(epochsDone, { timeout: 120_000 }).toBeGreaterThan(before + 2);
    await page.getByText(/The connection to the server is lost/).waitFor({ state: 'detached' });
    const rows = await epochsInTable();
    expect(rows).toEqual(Array.from({ length: rows.length }, (_, i) => i + 1));
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await statusIs('stopped');
    await page.goto(firstRunUrl);
    await statusIs('finished');
  });

  it('finds the system page, and a page for what does not exist', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/system`);
    await page.getByText(/1 worker with/).waitFor();
    await lookAt(visit, 'system');
    await page.goto(`${server.url}/runs/nosuchrun`);
    await page
      .getByRole('alert')
      .getByText(/nosuchrun/)
      .waitFor();
    await lookAt(visit, 'run-unknown');
    await page.goto(`${server.url}/no/such/page`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });

  it('met no page that is hard to read or too wide', () => {
    expect(visit.faults).toEqual([]);
  });

  it('was never complained about in the console', () => {
    const expected = [OFFLINE, /status of 404/];
    expect(visit.complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  });
});

async function epochsDone(): Promise<number> {
  const text = await visit.page
    .getByRole('figure', { name: 'Is it learning?' })
    .locator('dd')
    .first()
    .textContent({ timeout: 1_000 })
    .catch(() => '');
  return Number(/^\d+/.exec(text ?? '')?.[0] ?? 0);
}

async function epochsInTable(): Promise<number[]> {
  const figure = visit.page.getByRole('figure', { name: 'Is it learning?' });
  await figure.getByRole('button', { name: 'Show as table' }).click();
  const cells = await figure.locator('tbody tr td:first-child').allTextContents();
  await figure.getByRole('button', { name: 'Show as plot' }).click();
  return cells.map((cell) => Number.parseInt(cell, 10)).toSorted((a, b) => a - b);
}

async function validationAccuracy(): Promise<number> {
  const fact = visit.page.locator('dl > div', {
    has: visit.page.getByText('Validation accuracy', { exact: true }),
  });
  return Number.parseFloat((await fact.locator('dd').textContent()) ?? '');
}

async function statusIs(status: string, timeout = 60_000): Promise<void> {
  await visit.page.locator('main').getByText(status, { exact: true }).first().waitFor({ timeout });
}
