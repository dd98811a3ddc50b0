import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, launchRun, untilOver } from './support/api.ts';
import { findChromium } from './support/browser.ts';
import { openDashboard, type Dashboard } from './support/dashboard.ts';
import type { ServerProcess } from './support/server.ts';
import type { Visit } from './support/visit.ts';

const chromium = findChromium();

const spec = (name: string, epochs: number) => ({
  name,
  data: { set: 'digits' },
  network: { architecture: { id: 'conv-net', blocks: [8], dense: [16] } },
  training: { epochs },
  seed: 1,
});

let dashboard: Dashboard | undefined;
let server: ServerProcess;
let visit: Visit;
let run = '';

describe.skipIf(chromium === undefined)('networks and plugins', () => {
  beforeAll(async () => {
    dashboard = await openDashboard(chromium);
    ({ server, visit } = dashboard);
    run = await launchRun(server, spec('a short one', 3));
    await untilOver(server, [run]);
  });

  afterAll(() => dashboard?.close());

  it('lists every architecture, and opens one with its stages', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/architectures`);
    await page.getByText(/^\d+ architectures fit this input: from /).waitFor();
    await page.getByRole('link', { name: 'ResNet-18', exact: true }).click();
    await page.waitForURL(/a=resnet-18/);
    await page.getByText(/^ResNet-18 has 11\.7 M weights and needs 1\.81 G multiply–adds/).waitFor();
    const graph = page.locator('.react-flow__node');
    await graph.filter({ hasText: 'layer1' }).first().waitFor();
    const folded = await graph.count();
    await page.getByRole('button', { name: 'Open all' }).first().click();
    await page.waitForURL(/open=/);
    await expect.poll(() => graph.count(), { timeout: 60_000 }).toBeGreaterThan(folded);
    await page.getByRole('button', { name: 'Close all' }).first().click();
    await expect.poll(() => graph.count(), { timeout: 60_000 }).toBe(folded);
  });

  it('shows what a unit sees where the pointer is, and what sharing weights saves', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/architectures?a=vgg-16&layer=features.0`);
    await page.getByText(/^A unit of features\.0 sees 3 × 3 pixels/).waitFor();
    const told = page.getByText(/^Unit at row \d+, column \d+: rows/);
    await told.waitFor();
    const before = await told.textContent();
    const map = page
      .locator('section, figure')
      .filter({ hasText: 'What does one unit see?' })
      .locator('svg, canvas')
      .first();
    await map.hover({ position: { x: 20, y: 20 } });
    await expect.poll(() => told.textContent()).not.toBe(before);
    const connections = page.getByRole('figure', { name: 'What if every connection had its own weight?' });
    await connections.getByText(/^Sharing one kernel takes 1\.79 k weights/).waitFor();
  });

  it('compares two side by side, and says what does not fit', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/architectures?a=vgg-16&b=resnet-50`);
    await page.getByText('VGG-16 has 5.4× more weights than ResNet-50').waitFor();
    await page.goto(`${server.url}/architectures?a=vgg-16&input=8x8x3`);
    await page.getByRole('alert').getByText('This cannot be built').waitFor();
    await page.getByRole('button', { name: /^Use \d+ × \d+$/ }).click();
    await page.getByText(/^VGG-16 has /).waitFor();
  });

  it('shows the network of a run at its sizes', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/runs/${run}?tab=model`);
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByText(/of the weights, .* of the multiply–adds\./).waitFor();
  });

  it('knows plugins of every kind, finds them, and pictures the axes of a normalization', async () => {
    const { page } = visit;
    await page.goto(`${server.url}/plugins`);
    await page.getByText(/^\d+ plugins of \d+ kinds, all shipped with ConvLab\.$/).waitFor();
    for (const kind of ['Layers', 'Optimizers', 'Losses', 'Normalizations', 'Architectures', 'Data sets'])
      await page.getByRole('heading', { name: new RegExp(`^${kind} \\d+$`) }).waitFor();
    await page.getByLabel('Search', { exact: true }).fill('wu & he');
    await page.getByRole('button', { name: 'Group normalization' }).click();
    await page.waitForURL(/plugin=normalization/);
    await page.getByText('What is averaged together?').waitFor();
    await page.getByText('One mean and one variance over rows, columns and channels').waitFor();
  });

  it('tells everything that is known of a plugin, whatever its kind', async () => {
    const { page } = visit;
    const { manifests } = (await ask(server, 'plugins.catalogue', {})) as { manifests: readonly Manifest[] };
    for (const { kind, id, title, summary, formula, references, schema } of tellingOfEachKind(manifests)) {
      await page.goto(`${server.url}/plugins?plugin=${kind}:${id.replace(/^convlab\//, '')}`);
      const detail = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
      const fields = Object.keys(schema.properties ?? {}).filter((name) => !['id', 'version'].includes(name));
      for (const text of [summary, formula, ...references, ...fields, '@convlab/'])
        if (text !== undefined) await detail.getByText(text).first().waitFor();
    }
  });
});

interface Manifest {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly formula?: string;
  readonly references: readonly string[];
  readonly schema: { readonly properties?: object };
}

/** Of each kind the plugin of which most is known. */
function tellingOfEachKind(manifests: readonly Manifest[]): readonly Manifest[] {
  const known = ({ formula, references, schema }: Manifest): number =>
    Number(formula !== undefined) + references.length + Object.keys(schema.properties ?? {}).length;
  const kinds = [...new Set(manifests.map(({ kind }) => kind))];
  return kinds.flatMap((kind) =>
    manifests
      .filter((plugin) => plugin.kind === kind)
      .toSorted((x, y) => known(y) - known(x))
      .slice(0, 1),
  );
}
