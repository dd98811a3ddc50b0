import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import type { ServerProcess } from './support/server.ts';
import { lookAt, type Visit } from './support/visit.ts';

const chromium = findChromium();

const digits = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [16] } },
  training: { batchSize: 64, epochs: 3 },
};
const folds = { ...digits, name: 'three folds', protocol: { id: 'k-fold', folds: 3 } };
const ensemble = { ...digits, name: 'three members', ensemble: { kind: 'seeds', members: 3 } };
const search = {
  name: 'four trials',
  data: { set: 'iris' },
  network: { architecture: { id: 'mlp', hidden: [8] } },
  training: { batchSize: 16, epochs: 2 },
  optimizer: { id: 'adam', learningRate: 0.01 },
  search: {
    strategy: { id: 'random', trials: 4 },
    space: {
      'optimizer.learningRate': { logUniform: [1e-4, 1e-1] },
      'training.batchSize': { choice: [8, 16] },
    },
  },
};

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;

describe.skipIf(chromium === undefined)('experiments of many runs', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
  });

  afterAll(() => dashboard?.close());

  it('cross-validate from a file, and say how much the number can be trusted', async () => {
    const { page } = visit;
    await launch(page, folds);
    await page.getByText('finished: 3 of 3 runs over').waitFor();
    await page
      .getByText(/^Validation accuracy is .* 3 folds\)/)
      .first()
      .waitFor();
    const drawn = [
      ['How much can I trust the number?', 'circle'],
      ['Do the folds learn alike?', 'path[data-series]'],
      ['Which class fails in which fold?', 'rect'],
    ] as const;
    for (const [name, mark] of drawn)
      await page.getByRole('figure', { name }).locator(mark).first().waitFor({ state: 'attached' });
    await page.getByRole('region', { name: 'Hardest examples' }).locator('canvas').first().waitFor();
    await lookAt(visit, 'cross-validation');
  });

  it('lead to a run and its errors, from a cell of the matrix to its images, and back', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: /fold 1$/ }).click();
    await page.getByRole('tab', { name: 'Errors' }).click();
    await page.getByText(/^It gets \d+ of \d+ examples wrong/).waitFor();
    const matrix = page.getByRole('slider', { name: 'What does it take for what?' });
    await matrix.press('ArrowRight');
    await matrix.press('Enter');
    await page.waitForURL(/cell=\d+-\d+/);
    await page.getByRole('button', { name: 'All mistakes' }).waitFor();
    const url = page.url();
    await page.getByRole('button', { name: 'All mistakes' }).click();
    await page.getByRole('region', { name: 'Most confident mistakes' }).locator('canvas').first().waitFor();
    await lookAt(visit, 'errors');
    await compareEpochs(page);
    // The address holds the view.
    await page.goto(url);
    await page.getByRole('button', { name: 'All mistakes' }).waitFor();
    await page.getByRole('link', { name: 'Part of an experiment of many runs' }).click();
    await page.getByRole('heading', { name: 'three folds' }).waitFor();
  });

  it('search, and show what matters', async () => {
    const { page } = visit;
    await launch(page, search);
    await page.getByText('finished: 4 of 4 runs over').waitFor();
    await page.getByText(/^Best so far: .*4 of at most 4 trials, random\.$/).waitFor();
    const parallel = page.getByRole('figure', { name: 'Which settings go together?' });
    await parallel.getByText('4 of 4 trials', { exact: false }).waitFor();
    const axis = parallel.locator('[data-axis="training.batchSize"]');
    const box = await axis.boundingBox();
    if (box === null) throw new Error('The axis is not drawn.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 1);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 15, { steps: 4 });
    await page.mouse.up();
    await parallel.getByRole('button', { name: 'Clear ranges' }).click();
    await parallel.getByText('50 %').click();
    await parallel.getByText('2 of 4 trials', { exact: false }).waitFor();
    await lookAt(visit, 'search');
    await page.getByRole('link', { name: 'Clone with change' }).click();
    await expect.poll(() => page.getByLabel('Experiment file').inputValue()).toContain('"logUniform"');
  });

  it('combine members, and show the images that they fail', async () => {
    const { page } = visit;
    await launch(page, ensemble);
    await page.getByText('finished: 3 of 3 runs over').waitFor();
    await page
      .getByText(/orth it: it errs .* than its best member/)
      .first()
      .waitFor();
    await page.goto(`${page.url()}?failing=3`);
    await page.getByRole('region', { name: 'Failed by 3 members' }).locator('canvas').first().waitFor();
    await lookAt(visit, 'ensemble');
  });

  it('stop as a whole', async () => {
    const { page } = visit;
    await launch(page, { ...folds, name: 'to be stopped', training: { epochs: 5000 } });
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByText(/^stopped: /).waitFor();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  });

  it('search again where they were stopped, from what was trained', async () => {
    const { page } = visit;
    const { training: _short, ...rest } = search;
    await launch(page, {
      ...rest,
      name: 'to be resumed',
      training: { batchSize: 16, epochs: 150 },
      search: { ...search.search, strategy: { id: 'random', trials: 3 } },
    });
    const id = page.url().split('/').at(-1) ?? '';
    const runsOf = async () =>
      (
        (await ask(server, 'experiments.get', { id })) as {
          runs: { id: string; status: string; epoch: number }[];
        }
      ).runs;
    await expect
      .poll(async () => (await runsOf()).some(({ epoch }) => epoch > 2), { timeout: 60_000 })
      .toBe(true);
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByText(/^stopped: /).waitFor();
    // What trained has up to two seconds to end.
    await expect.poll(async () => (await runsOf()).every(({ status }) => status === 'stopped')).toBe(true);
    const before = (await runsOf()).find(({ status, epoch }) => status === 'stopped' && epoch > 0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('finished: 3 of 3 runs over').waitFor();
    const after = await runsOf();
    expect(after.map(({ status, epoch }) => [status, epoch])).toEqual(after.map(() => ['finished', 150]));
    // It went on from its last epoch: the ones before it are those that were there.
    const { epochs } = (await ask(server, 'runs.get', { id: before?.id ?? '' })) as {
      epochs: { epoch: number; attempt: number }[];
    };
    expect(epochs.filter(({ attempt }) => attempt === 1).map(({ epoch }) => epoch)).toContain(before?.epoch);
    expect(epochs.at(-1)?.attempt).toBeGreaterThan(1);
    await page.getByText(/^Best so far: .*3 of at most 3 trials, random\.$/).waitFor();
  });

  it('met no page that is hard to read or too wide, and no complaint', () => {
    expect(visit.faults).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

/** Chooses an epoch by key, and finds as many examples as the sentence says. */
async function compareEpochs(page: Page): Promise<void> {
  await page.getByText(/^From epoch 1 to 3 it fixed /).waitFor();
  await page.getByRole('slider', { name: /^Compare the last epoch with epoch/ }).press('ArrowRight');
  await page.waitForURL(/since=2/);
  const sentence = page.getByText(/^From epoch 2 to 3 it fixed \d+ of \d+ mistakes? and broke \d+ /);
  const broken = /broke (\d+) /.exec((await sentence.textContent()) ?? '')?.[1] ?? '';
  await page.getByText('Broken', { exact: true }).click();
  const region = page.getByRole('region', { name: 'Right at epoch 2, wrong at 3' });
  await region
    .getByText(broken === '0' ? 'There is none.' : new RegExp(`^${broken} examples?[,.]`))
    .waitFor();
  await page.getByText('Never right', { exact: true }).click();
  await page.waitForURL(/flips=never-right/);
  const never = page.getByRole('region', { name: 'Never right at any epoch' });
  await never.locator('canvas').first().waitFor();
  expect(await never.getByRole('link').first().getAttribute('href')).toMatch(
    /tab=inside&weights=last&example=\d+$/,
  );
}

/** Starts an experiment from its file, as people do, and goes to its page. */
async function launch(page: Page, spec: object): Promise<void> {
  await page.goto(`${server.url}/new`);
  await page.getByText('Ready to start').waitFor();
  await page.getByLabel('Experiment file').fill(JSON.stringify(spec));
  await page.getByText('Ready to start').waitFor();
  const start = page.getByRole('button', { name: 'Start the run' });
  await expect.poll(() => start.isEnabled()).toBe(true);
  await start.click();
  await page.waitForURL(/\/experiments\/\w+$/);
}
