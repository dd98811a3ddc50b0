import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, call, launchRun, untilOver } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import type { ServerProcess } from './support/server.ts';
import { lookAt, openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();

/** Digits of 8 × 8 pixels. */
const DIGIT_PIXELS = 64;

const quick = (name: string, seed: number, epochs: number) => ({
  name,
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [16] } },
  optimizer: { id: 'sgd', learningRate: 0.1, momentum: 0.9 },
  training: { epochs },
  seed,
});

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;
let runs: string[] = [];

describe.skipIf(chromium === undefined)('somebody with several runs', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
    runs = await Promise.all([
      launchRun(server, quick('first try', 1, 6)),
      launchRun(server, quick('second try', 2, 6)),
      launchRun(server, quick('third try', 3, 3)),
    ]);
    await untilOver(server, runs);
  });

  afterAll(() => dashboard?.close());

  it('filters, and chooses and compares by keyboard alone', async () => {
    const { page } = visit;
    await page.goto(server.url);
    await rowOf('first try').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('name:try epochs>=6');
    await page.getByText('2 of 3', { exact: true }).waitFor();
    await rowOf('third try').waitFor({ state: 'detached' });
    await lookAt(visit, 'runs-filtered');
    await page.getByLabel('Filter', { exact: true }).focus();
    await page.keyboard.press('Escape');
    for (const key of ['j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key);
    await page.waitForURL(/\/compare\?runs=\w+,\w+/);
    const overlay = page.locator('#chart-overlay');
    await overlay.locator('path[data-series]').nth(1).waitFor({ state: 'attached' });
    await page.getByText(/1 setting differs/).waitFor();
    await page.getByText(/^Is .* really better than .*\?$/).waitFor();
    await page.getByText(/If both were equally good|Both have exactly as many/).waitFor();
    await lookAt(visit, 'compare');
  });

  it('shows the same to whoever opens the address', async () => {
    const { page } = visit;
    await page.getByText('examples', { exact: true }).click();
    await page.getByRole('button', { name: 'Small multiples' }).click();
    await expect.poll(() => page.url()).toMatch(/x=examples/);
    await expect.poll(() => page.url()).toMatch(/split=1/);
    const other = await openVisit((dashboard as Dashboard).browser);
    await other.page.goto(page.url());
    await other.page.locator(`#chart-run-${runs[0]}`).waitFor();
    expect(await other.page.getByRole('radio', { name: 'examples' }).isChecked()).toBe(true);
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  it('draws repeats as one mean with its band, and gives the numbers behind it away', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/compare?runs=${runs.join(',')}&metric=validation%2Floss`);
    await page.getByRole('combobox', { name: 'Group' }).click();
    await page.getByRole('option', { name: 'Group by all but seed and fold' }).click();
    await page.waitForURL(/group=repeats/);
    const overlay = page.locator('#chart-overlay');
    await overlay.getByText(/Lines are means of 2 runs; bands are .* single runs are faint\.$/).waitFor();
    const {
      columns,
      rows,
      runs: behind,
    } = JSON.parse((await contentOf(await downloadFrom(overlay, 'Download JSON'))).toString()) as {
      columns: string[];
      rows: number[][];
      runs: { id: string; configHash: string }[];
    };
    expect(behind.map(({ id }) => id).sort()).toEqual([...runs].sort());
    // The mean of the two repeats, from what is stored.
    const [first, second] = await Promise.all(runs.slice(0, 2).map(lossesOf));
    const means = first?.map((loss, i) => (loss + (second?.[i] ?? NaN)) / 2) ?? [];
    expect(means).toHaveLength(6);
    const column = columns.findIndex((_, i) => Math.abs((rows[0]?.[i] ?? NaN) - (means[0] ?? NaN)) < 1e-12);
    expect(rows.map((row) => row[column])).toEqual(means.map((mean) => expect.closeTo(mean, 12)));
  });

  it('sees what runs reach for how much computing', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/compare?runs=${runs.slice(0, 2).join(',')}`);
    await page.getByText('compute', { exact: true }).click();
    await page.waitForURL(/x=work/);
    const overlay = page.locator('#chart-overlay');
    await overlay.getByText('Multiply–adds spent').waitFor();
    await overlay.locator('path[data-series]').nth(1).waitFor({ state: 'attached' });
    const { columns, rows } = JSON.parse(
      (await contentOf(await downloadFrom(overlay, 'Download JSON'))).toString(),
    ) as { columns: string[]; rows: number[][] };
    expect(columns[0]).toBe('Multiply–adds spent');
    const { run } = (await ask(server, 'runs.get', { id: runs[0] })) as {
      run: { started: { numExamples: { train: number } } };
    };
    // Two dense layers; a forward pass, and a backward pass that costs two.
    const perEpoch = 3 * run.started.numExamples.train * (DIGIT_PIXELS * 16 + 16 * 10);
    expect(rows.map(([x]) => x)).toEqual([1, 2, 3, 4, 5, 6].map((epoch) => epoch * perEpoch));
  });

  it('shows below its own charts those of plugins, each with its answer', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${runs[0]}`);
    const more = page.getByRole('region', { name: 'Panels of plugins' });
    const chart = more.getByRole('figure', { name: 'When did training time pay?' });
    await chart.locator('.recharts-rectangle, path').first().waitFor({ state: 'attached' });
    const table = JSON.parse((await contentOf(await downloadFrom(chart, 'Download JSON'))).toString()) as {
      answer: string;
      rows: unknown[];
    };
    expect(table.answer).toMatch(/\d/);
    expect(table.rows.length).toBeGreaterThan(1);
    await page.getByRole('tab', { name: 'Generalization' }).click();
    await more.getByRole('figure', { name: 'How noisy is validation from epoch to epoch?' }).waitFor();
  });

  it('leaves the latest run open, and is taken to the next one as it begins', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/latest?tab=config`);
    await page.getByRole('link', { name: 'Stay with this run' }).waitFor();
    const next = await launchRun(server, quick('the next one', 9, 2));
    await page.getByRole('heading', { name: 'the next one' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/runs/latest');
    await page.getByRole('link', { name: 'Stay with this run' }).click();
    await page.waitForURL(new RegExp(`/runs/${next}$`));
    await untilOver(server, [next]);
    await page.goto(server.url);
    await rowOf('the next one').waitFor();
    // Somebody else removes it: the list that is open follows.
    await call(server, 'runs.remove', { ids: [next] });
    await rowOf('the next one').waitFor({ state: 'detached' });
  });

  it('takes a chart away as CSV, SVG and PNG', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${runs[0]}`);
    const loss = page.getByRole('figure', { name: 'Is it learning?' });
    await loss.locator('path[data-series]').first().waitFor({ state: 'attached' });
    const csv = await contentOf(await downloadFrom(loss, 'Download CSV'));
    expect(csv.toString()).toMatch(/^Epoch,validation,.*\r\n1,0\.\d{6,}/);
    expect(csv.toString().trim().split('\r\n')).toHaveLength(7);
    const svg = await contentOf(await downloadFrom(loss, 'Download SVG'));
    expect(svg.toString()).toContain('Is it learning?');
    expect(svg.toString()).not.toContain('var(--');
    const png = await contentOf(await downloadFrom(loss, 'Download PNG'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Twice the CSS pixels of the document.
    const width = Number(/width="([\d.]+)"/.exec(svg.toString())?.[1]);
    expect(png.readUInt32BE(16)).toBe(Math.round(width) * 2);
  });

  it('smooths the losses of single updates as much as is asked for, and no other curve', async () => {
    const { page } = visit;
    const path = page.getByRole('figure', { name: 'Does it fall steadily?' }).locator('path[data-series]');
    const [before, validation] = [await path.first().getAttribute('d'), await validationPath(page)];
    await page.getByRole('slider', { name: 'smoothing' }).focus();
    await page.keyboard.press('Home');
    await page.waitForURL(/s=0(&|$)/);
    await expect.poll(() => path.first().getAttribute('d')).not.toBe(before);
    expect(await validationPath(page)).toBe(validation);
    await page.getByRole('slider', { name: 'smoothing' }).press('End');
    await page.waitForURL(/s=0\.99/);
  });

  it('zooms by dragging and sees all again, in every chart', async () => {
    const { page } = visit;
    const loss = page.getByRole('figure', { name: 'Is it learning?' });
    const box = await loss.locator('.recharts-surface').first().boundingBox();
    const { x = 0, y = 0, width = 0 } = box ?? {};
    await page.mouse.move(x + width * 0.3, y + 100);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + 110, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toMatch(/zoom=[\d.]+,[\d.]+/);
    await page.getByRole('button', { name: 'Show all' }).nth(1).waitFor();
    await page.getByRole('button', { name: 'Show all' }).nth(1).click();
    await expect.poll(() => page.url()).not.toMatch(/zoom=/);
  });

  it('sees the losses of single updates however few are in sight', async () => {
    const { page } = visit;
    const address = new URL(page.url());
    address.searchParams.set('zoom', '2,4.5');
    await page.goto(address.href);
    const steps = page.getByRole('figure', { name: 'Does it fall steadily?' });
    await steps.locator('path[data-series]').first().waitFor({ state: 'attached' });
    await page.goto(`${server.url}/runs/${runs[0]}`);
  });

  it('sees whether it leaks memory, and takes the numbers along', async () => {
    const { page } = visit;
    const health = page.getByRole('figure', { name: 'Is it healthy?' });
    await health
      .getByText(/examples per second/)
      .first()
      .waitFor();
    await health.getByText('Memory', { exact: true }).click();
    await health
      .getByText(/^Yes, it does not leak: steady at \d+ tensors of .+; the process holds [\d.]+ MiB\.$/)
      .waitFor();
    await expect.poll(() => page.url()).toMatch(/health=memory/);
    const csv = (await contentOf(await downloadFrom(health, 'Download CSV'))).toString();
    expect(csv).toMatch(/^Epoch,whole process,values of tensors\r\n/);
    const [, process, tensors] = csv.trim().split('\r\n').at(-1)?.split(',').map(Number) ?? [];
    expect(process).toBeGreaterThan(50 * 2 ** 20);
    expect(tensors).toBeLessThan(process ?? 0);
    await health.getByText('Tensors', { exact: true }).click();
    await expect.poll(() => page.url()).toMatch(/health=tensors/);
    await health.locator('path[data-series]').first().waitFor({ state: 'attached' });
    await page.getByText('This training leaks memory').waitFor({ state: 'detached' });
  });

  it('sees where the evidence is', async () => {
    const { page } = visit;
    await page.getByRole('tab', { name: 'Generalization' }).click();
    const row = page
      .getByRole('row')
      .filter({ hasText: 'Does it do as well on data it was not trained on?' })
      .last();
    await row.hover();
    await page.locator('[data-highlight]').first().waitFor({ state: 'attached' });
    await page.getByRole('heading', { name: 'What would change the verdict?' }).waitFor();
    await lookAt(visit, 'generalization');
  });

  it('names, tags and annotates a run, and finds the difference to another', async () => {
    const { page } = visit;
    await page.getByRole('tab', { name: 'Config' }).click();
    await page.getByLabel('Name', { exact: true }).fill('the one');
    await page.getByRole('textbox', { name: 'Notes' }).fill('Worth keeping.');
    await page.locator('input[aria-label="Compare with"]').click();
    await page.getByRole('option', { name: /second try/ }).click();
    await page.getByText('1 setting differs from “second try”.').waitFor();
    await page.getByRole('heading', { name: 'the one' }).waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('Worth keeping.');
    await lookAt(visit, 'config');
  });

  it('archives a run and takes it back', async () => {
    const { page } = visit;
    await page.goto(server.url);
    await rowOf('third try').getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('1 run archived.').waitFor();
    await rowOf('third try').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowOf('third try').waitFor();
  });

  it('pauses, resumes, stops, continues and forks a run', async () => {
    const { page } = visit;
    const slow = await launchRun(server, { ...quick('a long one', 4, 4000) });
    await page.goto(`${server.url}/runs/${slow}`);
    await page.getByText(/^Epoch \d+ of 4000$/).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await statusIs('paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await statusIs('running');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await statusIs('stopped');

    await page.goto(`${server.url}/runs/${runs[2]}`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Epochs to add').fill('2');
    await page.getByRole('button', { name: 'Train 2 more epochs' }).click();
    await untilOver(server, [runs[2] ?? '']);
    await expect
      .poll(() => page.locator('#chart-loss dd').first().textContent(), { timeout: 20_000 })
      .toMatch(/^[1-5]/);
    await page.getByRole('button', { name: 'Fork from best' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(runs[2] ?? ''));
    await page.getByRole('tab', { name: 'Config' }).click();
    await page.getByText('Started from the weights of').waitFor();
  });

  it('goes anywhere by a few letters, and is told the keys', async () => {
    const { page } = visit;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('system');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/system$/);
    await page.getByText(/Trainings use the backend/).waitFor();
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').getByText('In a chart that has the focus').waitFor();
    await page.keyboard.press('Escape');
  });

  it('met no page that is hard to read or too wide', async () => {
    expect(visit.faults).toEqual([]);
  });

  it('was never complained about in the console', () => expect(visit.complaints).toEqual([]));
});

function rowOf(name: string): Locator {
  return visit.page.getByRole('row').filter({ has: visit.page.getByRole('link', { name }) });
}

async function statusIs(status: string): Promise<void> {
  await visit.page.locator('main').getByText(status, { exact: true }).first().waitFor({ timeout: 60_000 });
}

async function downloadFrom(figure: Locator, entry: string): Promise<Download> {
  await figure.getByRole('button', { name: 'More of this chart' }).click();
  const coming = visit.page.waitForEvent('download');
  await visit.page.getByRole('menuitem', { name: entry }).click();
  return coming;
}

function validationPath(page: Page): Promise<string | null> {
  const loss = page.getByRole('figure', { name: 'Is it learning?' });
  return loss.locator('path[data-series]').first().getAttribute('d');
}

async function lossesOf(id: string): Promise<number[]> {
  const { epochs } = (await ask(server, 'runs.get', { id })) as {
    epochs: { metrics: { 'validation/loss': number } }[];
  };
  return epochs.map(({ metrics }) => metrics['validation/loss']);
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/* What the first answer asks for; parts that are fetched once they are needed do not keep a page from appearing. */
