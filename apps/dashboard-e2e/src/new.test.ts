import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import type { ServerProcess } from './support/server.ts';
import { lookAt, openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();

/* Trains within a second. */
const small = {
  data: { set: 'digits' },
  network: { architecture: { id: 'mlp', hidden: [12] } },
  training: { batchSize: 128, epochs: 2 },
};

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;
/** The page of a run that is over. */
let finished = '';

describe.skipIf(chromium === undefined)('making experiments', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
  });

  afterAll(() => dashboard?.close());

  it('says what it will cost and do before anything runs, and again when something changes', async () => {
    const { page } = visit;
    await openNew(page, small);
    const cost = page.getByRole('region', { name: 'What it will cost' });
    // 64 · 12 + 12 + 12 · 10 + 10 weights; one multiply–add for each but the biases.
    await cost.getByText('910', { exact: true }).waitFor();
    await cost.getByText('888', { exact: true }).waitFor();
    await cost.getByText('10 updates, 1,258 examples').waitFor();
    await cost.getByText(/^Rough: nothing was measured here yet\. In all .* to /).waitFor();
    const rate = page.getByRole('figure', { name: 'What will the learning rate do?' });
    await rate.getByText('It stays at 0.001. 20 updates in 2 epochs.').waitFor();
    await writeFile(page, {
      ...small,
      optimizer: { id: 'sgd', learningRate: { id: 'cosine', initial: 0.1 } },
    });
    await rate.getByText(/^It goes from 0\.1 to .*\. 20 updates in 2 epochs\.$/).waitFor();
    await rate.locator('path[data-series]').first().waitFor({ state: 'attached' });
    await cost.getByText(/no state of the optimizer/).waitFor();
  });

  it('shows what the network will see, anew when the augmentation changes', async () => {
    const { page } = visit;
    await openNew(page, { ...small, data: { set: 'digits', augment: [{ id: 'rotate', degrees: 45 }] } });
    const samples = page.getByRole('region', { name: 'What will the network see?' });
    await samples.locator('canvas').nth(17).waitFor();
    const before = await pixelsOf(samples);
    await page.getByLabel('Degrees').fill('5');
    await expect.poll(() => pixelsOf(samples)).not.toEqual(before);
    await samples.getByRole('button', { name: 'Other images' }).click();
    await lookAt(visit, 'new-augmented');
  });

  it('refuses what cannot fit into the memory of this machine, and says what would', async () => {
    const { page } = visit;
    await openNew(page, { ...small, training: { batchSize: 128, epochs: 1 } });
    const huge = {
      network: { architecture: { id: 'mlp', hidden: Array.from({ length: 4 }, () => 100_000) } },
    };
    await page.getByLabel('Experiment file').fill(JSON.stringify({ ...small, ...huge }));
    await page.getByText('This cannot fit').waitFor();
    await page.getByText(/network is too large for any batch/).waitFor();
    expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  });

  it('names faults at their fields, and keeps form and file the same in both directions', async () => {
    const { page } = visit;
    await openNew(page, small);
    await page.getByLabel('Epochs').fill('0');
    await page.getByText('1 thing to mend').waitFor();
    expect(await page.getByLabel('Epochs').getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => fileOf(page)).toMatchObject({ training: { epochs: 0 } });
    await writeFile(page, { ...small, training: { epochs: 3 } });
    await expect.poll(() => page.getByLabel('Epochs').inputValue()).toBe('3');
    await page.getByLabel('Experiment file').fill('{\n  "data": { "set": "digits" },\n  "seed" 3\n}');
    await page.getByText(/^This is not JSON: a colon is missing at line 3, column 10\./).waitFor();
    expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
    // The form stays as it was, and what the form writes over the text can be had back.
    expect(await page.getByLabel('Epochs').inputValue()).toBe('3');
    await page.getByLabel('Epochs').fill('4');
    await expect.poll(() => fileOf(page)).toMatchObject({ training: { epochs: 4 } });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^This is not JSON/).waitFor();
    expect(await page.getByLabel('Experiment file').inputValue()).toContain('"seed" 3');
    await page.getByLabel('Experiment file').press('Control+z');
    await expect.poll(() => fileOf(page)).toMatchObject({ training: { epochs: 3 } });
    await page.getByLabel('Experiment file').press('Control+Shift+z');
    await page.getByText(/^This is not JSON/).waitFor();
  });

  it('starts a cross-validation by a card, and lists it with its answer', async () => {
    const { page } = visit;
    await openNew(page, { ...small, name: 'five folds' });
    await page.getByRole('radio', { name: /^Cross-validation/ }).click();
    await expect.poll(() => fileOf(page)).toMatchObject({ protocol: { id: 'k-fold', folds: 5 } });
    await page.getByLabel('Folds', { exact: true }).fill('2');
    await page.getByText(/^2 trainings of 2 epochs at the most/).waitFor();
    await start(page);
    await page.getByText('finished: 2 of 2 runs over').waitFor();
    await page.goto(server.url);
    const list = page.getByRole('region', { name: 'Experiments of many runs' });
    await list.getByText(/^Validation accuracy .* ± .* points over 2 folds\.$/).waitFor();
    await list.getByRole('link', { name: 'five folds' }).click();
    await page.getByRole('heading', { name: 'five folds' }).waitFor();
  });

  it('starts a search over settings that are chosen by hand', async () => {
    const { page } = visit;
    await openNew(page, { ...small, name: 'by hand' });
    await page.getByRole('radio', { name: /^Search/ }).click();
    const space = page.getByRole('group', { name: 'Search space' });
    await page.getByLabel('Trials', { exact: true }).fill('2');
    await addSetting(page, 'Training › Batch size');
    const batch = space.getByRole('group', { name: 'Training › Batch size' });
    await batch.getByLabel('Training › Batch size, from').fill('64');
    await batch.getByLabel('Training › Batch size, to').fill('256');
    await addSetting(page, 'Optimizer');
    await expect
      .poll(() => fileOf(page))
      .toMatchObject({
        search: {
          space: {
            'training.batchSize': { integer: [64, 256] },
            optimizer: { choice: ['adam', expect.any(String)] },
          },
        },
      });
    await space.getByRole('button', { name: 'Remove Optimizer', exact: true }).click();
    await batch.getByLabel('Training › Batch size, to').fill('3');
    await batch.getByText(/bounds of "training\.batchSize" are malformed/).waitFor();
    await batch.getByLabel('Training › Batch size, to').fill('256');
    await lookAt(visit, 'new-search');
    await start(page);
    await page.getByText('finished: 2 of 2 runs over').waitFor();
  });

  it('selects among candidates that are made in the form, in step with the file', async () => {
    const { page } = visit;
    await openNew(page, { ...small, name: 'selected by hand' });
    await page.getByRole('radio', { name: /^Model selection/ }).click();
    const candidates = page.getByRole('group', { name: 'Candidates' });
    await expect
      .poll(() => fileOf(page))
      .toMatchObject({ selection: { candidates: [{ name: 'as it is', set: {} }, { name: 'linear' }] } });
    await candidates.getByRole('button', { name: 'Duplicate linear' }).click();
    const copy = candidates.getByRole('group', { name: 'linear 2', exact: true });
    await copy.getByLabel('Name', { exact: true }).fill('linear');
    await page.getByText('1 thing to mend').waitFor();
    await candidates.getByText(/^Two candidates are called "linear"/).waitFor();
    await candidates.getByLabel('Name', { exact: true }).nth(2).fill('faster');
    const faster = candidates.getByRole('group', { name: 'faster', exact: true });
    await faster.getByRole('button', { name: 'Remove Network › Architecture' }).click();
    // By the keyboard alone: a setting is found by a part of its name, and its value is typed.
    await faster.getByRole('combobox', { name: 'Add a setting to change …' }).focus();
    await page.keyboard.type('Learning rate');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const rate = faster.getByRole('group', { name: 'Optimizer › Learning rate' });
    await rate.getByText('in place of 0.001').waitFor();
    await rate.getByRole('textbox').fill('-1');
    await rate.getByText(/received -1/i).waitFor();
    await rate.getByRole('textbox').fill('0.01');
    await expect
      .poll(() => fileOf(page))
      .toMatchObject({
        selection: { candidates: [{}, {}, { name: 'faster', set: { 'optimizer.learningRate': 0.01 } }] },
      });
    await writeFile(page, {
      ...((await fileOf(page)) as object),
      selection: {
        candidates: [
          { name: 'as it is', set: {} },
          { name: 'faster', set: { 'optimizer.learningRate': 0.02 } },
        ],
      },
    });
    await expect
      .poll(() =>
        candidates
          .getByRole('group', { name: 'Optimizer › Learning rate' })
          .getByRole('textbox')
          .inputValue(),
      )
      .toBe('0.02');
    await page.getByText(/^3 trainings of 2 epochs at the most/).waitFor();
    await lookAt(visit, 'new-selection');
    await start(page);
    await page.getByText('finished: 3 of 3 runs over').waitFor();
    await page
      .getByText(/(as it is|faster)/)
      .first()
      .waitFor();
  });

  it('varies a setting only where another one has some of its values', async () => {
    const { page } = visit;
    await openNew(page, { ...small, name: 'under a condition' });
    await page.getByRole('radio', { name: /^Search/ }).click();
    await page.getByLabel('Trials', { exact: true }).fill('2');
    await addSetting(page, 'Optimizer');
    const rate = page.getByRole('group', { name: 'Optimizer › Learning rate', exact: true });
    await rate.getByRole('button', { name: 'Only in some trials' }).click();
    const path = 'optimizer.learningRate';
    const spaceOf = async () =>
      ((await fileOf(page)) as { search: { space: Record<string, unknown> } }).search.space;
    await expect.poll(spaceOf).toMatchObject({ [path]: { when: { path: 'optimizer', in: ['adam'] } } });
    await rate
      .getByRole('combobox', { name: 'Values with which Optimizer › Learning rate is varied' })
      .click();
    const other = ((await spaceOf())['optimizer'] as { choice: string[] }).choice[1] ?? '';
    await page.getByRole('option', { name: other, exact: true }).click();
    await page.keyboard.press('Escape');
    await expect.poll(spaceOf).toMatchObject({ [path]: { when: { in: ['adam', other] } } });
    // The other way round, it would go in a circle, so that it is not offered.
    const parent = page.getByRole('group', { name: 'Optimizer', exact: true });
    expect(await parent.getByRole('button', { name: 'Only in some trials' }).count()).toBe(0);
    await parent.getByRole('button', { name: 'Remove Optimizer', exact: true }).click();
    await page
      .getByText(/asks for a parameter that is not searched/)
      .first()
      .waitFor();
    await rate.getByRole('button', { name: 'Vary Optimizer › Learning rate in every trial' }).click();
    await expect.poll(async () => (await spaceOf())[path]).toEqual({ logUniform: [1e-4, 1e-1] });
    await page.getByText('Ready to start').waitFor();
  });

  it('starts an ensemble, whose calibration and cost are told beside those of a member', async () => {
    const { page } = visit;
    await openNew(page, { ...small, name: 'two together' });
    await page.getByRole('radio', { name: /^Ensemble/ }).click();
    await page.getByLabel('Members', { exact: true }).fill('2');
    await start(page);
    await page.getByText('finished: 2 of 2 runs over').waitFor();
    const calibration = page.getByRole('figure', { name: 'Does it know when it is right?' });
    await calibration
      .getByText(/^Its confidence is off by .* points on average, .*; that of its members/)
      .waitFor();
    const cost = page.getByRole('region', { name: 'What does an answer cost?' });
    await cost.getByRole('row', { name: /^one member .*910 / }).waitFor();
    await cost.getByRole('row', { name: /^all together .*1,820 / }).waitFor();
    await lookAt(visit, 'ensemble-cost');
  });

  it('keeps what was chosen in the address, for whoever opens it', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/new?kind=search`);
    await page.getByText('Ready to start').waitFor();
    await page.getByLabel('Trials', { exact: true }).fill('7');
    await page.waitForURL(/kind=search.*change=/);
    await page.getByRole('radio', { name: /^Ensemble/ }).click();
    await page.getByRole('radio', { name: /^Search/ }).click();
    await page.waitForURL(/kind=search.*change=/);
    const other = await openVisit((dashboard as Dashboard).browser);
    await other.page.goto(page.url());
    await expect.poll(() => fileOf(other.page)).toMatchObject({ search: { strategy: { trials: 7 } } });
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  it('starts a run, watches it and compares it with another by the keyboard alone', async () => {
    const { page } = visit;
    await openNew(page, small);
    await press(page, page.getByRole('radio', { name: /^Cross-validation/ }), 'Space');
    await expect.poll(() => fileOf(page)).toMatchObject({ protocol: { id: 'k-fold' } });
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => fileOf(page)).not.toHaveProperty('protocol');
    await tabTo(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.type('typed');
    await tabTo(page, page.getByLabel('Epochs'));
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => fileOf(page)).toMatchObject({ name: 'typed', training: { epochs: 3 } });
    const button = page.getByRole('button', { name: 'Start the run' });
    await expect.poll(() => button.isEnabled()).toBe(true);
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/runs\/\w+$/);
    await page.getByText('finished', { exact: true }).first().waitFor();
    finished = page.url();
    const loss = page.getByRole('figure', { name: 'Is it learning?' });
    await loss.locator('path[data-series]').first().waitFor({ state: 'attached' });
    const epoch = loss.locator('dd').first();
    await tabTo(page, loss.getByRole('slider'));
    await page.keyboard.press('Home');
    await expect.poll(() => epoch.textContent()).toMatch(/^1\b/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => epoch.textContent()).toMatch(/^2\b/);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).waitFor();
    await page.keyboard.type('runs');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/`);
    await page.getByRole('row').filter({ hasText: 'typed' }).waitFor();
    for (const key of ['j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key);
    await page.waitForURL(/\/compare\?runs=\w+,\w+/);
    await page.locator('#chart-overlay path[data-series]').nth(1).waitFor({ state: 'attached' });
  });

  it('asks from a run whether more data would help', async () => {
    const { page } = visit;
    await page.goto(`${finished}?tab=generalization`);
    const ask = page.getByRole('region', { name: 'Would more data help?' });
    await ask.getByText(/12 trainings, about .* of computing/).waitFor();
    await ask.getByRole('button', { name: 'Find out' }).click();
    await page.waitForURL(/\/experiments\/\w+$/);
    await page.getByText('finished: 12 of 12 runs over').waitFor({ timeout: 280_000 });
    await page
      .getByText(/^Doubling the data should give/)
      .first()
      .waitFor();
    await page.goto(server.url);
    await page.getByText(/^Doubling the data should give/).waitFor();
    await lookAt(visit, 'runs-experiments');
    await page.goto(`${server.url}/new`);
    await page.getByText(/^From \d measured runs of (this network|similar cost)\. In all /).waitFor();
  });

  it('met no page that is hard to read or too wide, and no complaint', () => {
    expect(visit.faults).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

async function openNew(page: Page, spec: object): Promise<void> {
  await page.goto(`${server.url}/new`);
  await page.getByText('Ready to start').waitFor();
  await writeFile(page, spec);
}

async function writeFile(page: Page, spec: object): Promise<void> {
  await page.getByLabel('Experiment file').fill(JSON.stringify(spec));
  await expect.poll(() => page.getByRole('button', { name: 'Start the run' }).isEnabled()).toBe(true);
}

async function fileOf(page: Page): Promise<unknown> {
  return JSON.parse(await page.getByLabel('Experiment file').inputValue());
}

async function start(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Start the run' });
  await page.getByText('Ready to start').waitFor();
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.click();
  await page.waitForURL(/\/experiments\/\w+$/);
}

async function addSetting(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a setting to vary …' }).click();
  await page.getByRole('option', { name: label, exact: true }).click();
}

async function pixelsOf(samples: Locator): Promise<string[]> {
  return samples
    .locator('canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
}

async function press(page: Page, target: Locator, key: string): Promise<void> {
  await target.focus();
  await page.keyboard.press(key);
}

/** Goes on with the tabulator until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 120; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The tabulator never came there.');
}
