import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchBrowser } from './support/browser.ts';
import { startServer, type ServerProcess } from './support/server.ts';
import { lookAt, openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'convlab-e2e-data-'));
process.env['CONVLAB_DATA'] = join(folder, 'data');

let server: ServerProcess;
let browser: Browser | undefined;
let visit: Visit;

/** An archive of pictures in three colours, with a broken one and a note. */
async function archive(): Promise<string> {
  const picture = (r: number, g: number, b: number) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r, g, b } } })
      .png()
      .toBuffer();
  const files: Record<string, Uint8Array> = { 'colours/notes.txt': Buffer.from('by hand') };
  for (let i = 0; i < 20; i++) {
    files[`colours/red/${i}.png`] = await picture(200 + i, 0, 0);
    files[`colours/green/${i}.png`] = await picture(0, 200 + i, 0);
    files[`colours/blue/${i}.png`] = await picture(0, 0, 200 + i);
  }
  files['colours/red/broken.png'] = Buffer.from('no picture');
  const path = join(folder, 'Colours.zip');
  writeFileSync(path, zipSync(files));
  return path;
}

describe.skipIf(chromium === undefined)('data sets', () => {
  beforeAll(async () => {
    server = await startServer(join(folder, 'store'));
    browser = await launchBrowser(chromium ?? '');
    visit = await openVisit(browser);
  });

  afterAll(async () => {
    await browser?.close();
    await (server as ServerProcess | undefined)?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are listed with where they are', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/data`);
    await page
      .getByRole('row', { name: /Handwritten digits/ })
      .getByText('1,797', { exact: true })
      .waitFor();
    await page.getByText('npx convlab data get cifar-10', { exact: true }).waitFor();
    await lookAt(visit, 'data');
  });

  it('are looked over, with their examples by part and class', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Handwritten digits' }).click();
    await page.getByText('1,797 examples of 8 × 8 × 1: every check passes.').waitFor();
    await page.getByText('validation', { exact: true }).first().click();
    await page.waitForURL(/part=validation/);
    await page.getByRole('combobox', { name: 'Class' }).click();
    await page.getByRole('option', { name: '7', exact: true }).click();
    await page.waitForURL(/label=7/);
    await page.getByText(/^\d+ validation examples of 7\.$/).waitFor();
    const pictures = page.getByRole('img', { name: /^Example \d+: 7$/ });
    await pictures.first().waitFor();
    await lookAt(visit, 'data-digits');
    // The address holds the view.
    const other = await openVisit(browser as Browser);
    await other.page.goto(page.url());
    await other.page.getByText(/^\d+ validation examples of 7\.$/).waitFor();
    await other.page.context().close();
  });

  it('are uploaded as a zip file of images, looked over, and chosen for an experiment', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/data`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Zip file' }).click();
    await (await chooser).setFiles(await archive());
    expect(await page.getByLabel('Name').inputValue()).toBe('colours');
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('61 images of 3 classes.').waitFor();
    await page.getByText('1 other file left out.').waitFor();
    await page.getByRole('link', { name: 'Look it over' }).click();
    await page.getByText('1 item could not be read').waitFor();
    await page
      .getByRole('img', { name: /^Example \d+: green$/ })
      .first()
      .waitFor();
    await lookAt(visit, 'data-upload');
    await page.getByRole('link', { name: 'Use it' }).click();
    await page.waitForURL(/\/new\?change=/);
    await page
      .getByText(/colours/)
      .first()
      .waitFor();
  });

  it('are refused by name and reason', async () => {
    const { page, complaints } = visit;
    await page.goto(`${server.url}/data`);
    const path = join(folder, 'evil.zip');
    writeFileSync(path, zipSync({ '../../a/1.png': new Uint8Array(3), 'b/1.png': new Uint8Array(3) }));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Zip file' }).click();
    await (await chooser).setFiles(path);
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText(/points outside of it/).waitFor();
    await page.goto(`${server.url}/data/csv?config=${encodeURIComponent('{"path":"/nowhere.csv"}')}`);
    await page.getByText(/\/nowhere\.csv cannot be read/).waitFor();
    // The browser names refused requests by itself.
    expect(complaints.filter((text) => !/status of 400|404/.test(text))).toEqual([]);
    expect(visit.faults).toEqual([]);
  });
});
