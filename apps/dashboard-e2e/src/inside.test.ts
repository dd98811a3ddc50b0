import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, launchRun, untilOver } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import { convlab } from './support/convlab.ts';
import type { ServerProcess } from './support/server.ts';
import { layoutShift, MAX_SHIFT } from './support/shifts.ts';
import { lookAt, openVisit, type Visit } from './support/visit.ts';

const chromium = findChromium();

const network = { architecture: { id: 'conv-net', blocks: [8, 16], dense: [32] }, normalization: 'batch' };
const spec = {
  data: { set: 'fashion-mnist-mini', fraction: 0.5 },
  network,
  optimizer: { id: 'adam', learningRate: 2e-3 },
  training: { batchSize: 64, epochs: 2 },
};

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;
let trained = '';
let hopeless = '';

describe.skipIf(chromium === undefined)('somebody who looks inside a network', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
    trained = await launchRun(server, { ...spec, name: 'a small CNN' });
    hopeless = await launchRun(server, {
      ...spec,
      name: 'a hopeless one',
      optimizer: { id: 'sgd', learningRate: 1e30 },
    });
    expect(await untilOver(server, [trained, hopeless])).toEqual(['finished', 'failed']);
  });

  afterAll(() => dashboard?.close());

  it('is told what it says of an image, and sees why', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${trained}?tab=inside`);
    await page.getByText(/^It says .+ with [\d.]+ %/).waitFor();
    for (const map of ['Grad-CAM', 'Occlusion', 'Saliency'])
      await page.getByRole('img', { name: new RegExp(`^${map} of `) }).waitFor();
    await page.getByText('block1.conv1 makes 8 maps of 28 × 28 units of the image.').waitFor();
    await page.getByText('block1.conv1 has 8 filters of 3 × 3 over 1 channel.').waitFor();
    expect(await page.getByRole('img', { name: /^Filter \d/ }).count()).toBe(8);
    const spread = page.getByRole('figure', { name: 'How are its weights spread?' });
    await spread.getByText(/^block1\.conv1: SD 0\.\d+ at epoch \d/).waitFor();
    await spread.getByRole('combobox', { name: 'Distribution of' }).click();
    await page.getByRole('option', { name: 'Gradients' }).click();
    await page
      .getByRole('figure', { name: 'How are its gradients spread?' })
      .getByText(/^block1\.conv1: SD /)
      .waitFor();
    expect(await layoutShift(visit.page)).toBeLessThanOrEqual(MAX_SHIFT);
    await lookAt(visit, 'run-inside');
  });

  it('goes through what it gets wrong by keyboard, and asks about another class and layer', async () => {
    const { page } = visit;
    await page.getByText('Wrong', { exact: true }).click();
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.getByText(/^It says .+; it is .+, which it gives [\d.]+ %\.$/).waitFor();
    // Where a choice has the focus, letters are its own.
    await page.getByRole('heading', { name: 'Examples' }).click();
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    await page.getByText(/^2 of \d+$/).waitFor();
    const label = await page
      .locator('button[aria-pressed="true"][aria-label^="Example"]')
      .getAttribute('aria-label');
    await page.getByText(`Image ${/example \d+/.exec(label?.toLowerCase() ?? '')?.[0] ?? 'none'}`).waitFor();
    await page.getByText(/^It says /).waitFor();
    const second = page.getByRole('list', { name: 'Probability' }).getByRole('button').nth(1);
    const name = await second.locator('span').first().textContent();
    await second.click();
    await page.getByText(`The maps explain the score of ${name ?? ''}.`).waitFor();
    await page.getByRole('img', { name: `Occlusion of ${name ?? ''}` }).waitFor();
    await page.locator('input[aria-label="Layer"]').click();
    await page.getByRole('option', { name: /^block2\.conv1 / }).click();
    await page.getByText('block2.conv1 makes 16 maps of 14 × 14 units of the image.').waitFor();
    await page.getByText('block2.conv1 has 16 filters of 3 × 3 over 8 channels.').waitFor();
  });

  it('shows the same to whoever opens the address', async () => {
    const { page } = visit;
    expect(page.url()).toMatch(/answers=wrong/);
    const answer = await page.getByText(/^It says /).textContent();
    const other = await openVisit((dashboard as Dashboard).browser);
    await other.page.goto(page.url());
    await other.page.getByText(answer ?? '').waitFor();
    await other.page.getByText('block2.conv1 makes 16 maps of 14 × 14 units of the image.').waitFor();
    await other.page.getByRole('img', { name: /^Occlusion of / }).waitFor();
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  it('looks at the last checkpoint as well as at the best epoch', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${trained}?tab=inside`);
    await page.getByText(/^Weights of epoch \d, the best so far\.$/).waitFor();
    await page.getByText('Last checkpoint', { exact: true }).click();
    await page.getByText(/^Weights of the last checkpoint, after epoch 2[,;] .+\.$/).waitFor();
    await page.getByText(/^It says .+ with [\d.]+ %/).waitFor();
    expect(page.url()).toMatch(/weights=last/);
    await page.keyboard.press('b');
    await page.getByText(/^Weights of epoch \d/).waitFor();
    expect(page.url()).not.toMatch(/weights=/);
  });

  it('comes to a mistake from the list of mistakes', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${trained}?tab=errors`);
    const mistake = page.getByRole('link', { name: / → / }).first();
    const [truth = '', predicted = ''] = (await mistake.textContent())?.split(' → ') ?? [];
    await mistake.click();
    await page.waitForURL(/tab=inside&example=\d+/);
    await page.getByText(new RegExp(`^It says ${predicted} with .+; it is ${truth}, which`)).waitFor();
  });

  it('says that a run which kept no weights has nothing inside', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${hopeless}?tab=inside`);
    await page.getByText('This run kept no weights, so there is nothing to look into.').waitFor();
  });

  it('takes the network away as ONNX, which says the same of an image', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${trained}?tab=model`);
    await page.getByRole('heading', { name: 'Take it with you' }).waitFor();
    await lookAt(visit, 'run-model');
    const session = await InferenceSession.create(await takeAway('ONNX'), { intraOpNumThreads: 1 });
    const { examples } = (await ask(server, 'inside.examples', { id: trained, part: 'validation' })) as {
      examples: { index: number; predicted: number; confidence: number }[];
    };
    expect(examples).toHaveLength(12);
    for (const { index, predicted, confidence } of examples) {
      const { input } = (await ask(server, 'inside.example', { id: trained, index })) as { input: string };
      // One channel: planes and pixels lie in the same order.
      const pixels = new Float32Array(Uint8Array.from(Buffer.from(input, 'base64')).buffer);
      const { output } = await session.run({ input: new Tensor('float32', pixels, [1, 1, 28, 28]) });
      const logits = [...(output?.data as Float32Array)];
      const most = Math.max(...logits);
      expect(logits.indexOf(most)).toBe(predicted);
      expect(1 / logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0)).toBeCloseTo(confidence, 3);
    }
    await session.release();
  });

  it('takes it away for PyTorch, TensorFlow.js and ConvLab, whose command reads two of them', async () => {
    const folder = mkdtempSync(join((dashboard as Dashboard).dataDir, 'taken-'));
    const architecture = ['--architecture', 'conv-net', '--config', JSON.stringify(configOf())];
    const shape = ['--input', '28x28x1', '--classes', '10'];
    const [stateDict, model] = [join(folder, 'torch.safetensors'), join(folder, 'model.safetensors')];
    await takeAway('PyTorch state dict', stateDict);
    const output = join(folder, 'imported.safetensors');
    const imported = JSON.parse(
      await convlab('import', stateDict, ...architecture, ...shape, '--output', output, '--json'),
    ) as { report: { missing: string[]; unknown: string[]; misshapen: string[] } };
    expect(imported.report).toMatchObject({ missing: [], unknown: [], misshapen: [] });
    await takeAway('ConvLab model', model);
    const onnx = join(folder, 'model.onnx');
    const exported = JSON.parse(
      await convlab('export', model, '--format', 'onnx', '--output', onnx, '--json'),
    ) as { format: string };
    expect(exported.format).toBe('onnx');
    const files = unzipSync(await takeAway('TensorFlow.js LayersModel'));
    expect(Object.keys(files)).toEqual(['model.json', 'weights.bin']);
  });

  it('met no page that is hard to read or too wide, and no complaint in the console', () => {
    expect(visit.faults).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

function configOf(): object {
  const { architecture, normalization } = network;
  const { id: _id, ...config } = architecture;
  return { ...config, normalization };
}

/* Downloads the network in a format from the Model tab; its bytes, and the file itself where a path is given. */
async function takeAway(format: string, path?: string): Promise<Buffer> {
  const { page } = visit;
  await page.locator('input[aria-haspopup="listbox"]').first().click();
  await page.getByRole('option', { name: format, exact: true }).click();
  const coming = page.waitForEvent('download');
  await page.getByText('Download', { exact: true }).click();
  const download = await coming;
  if (path !== undefined) await download.saveAs(path);
  return readFileSync(await download.path());
}
