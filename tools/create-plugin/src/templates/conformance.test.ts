import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRegistry, type Plugin } from '@convlab/core';
import { layerPreset } from '@convlab/layers';
import { casesOf, checkPlugin } from '@convlab/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kindTemplates, type TemplateKind } from './kind-templates.ts';
import { camelCase } from './names.ts';
import { pluginSource } from './plugin-source.ts';

const registry = createRegistry().use(...layerPreset);
let folder = '';
beforeAll(async () => {
  // Within the package, where its imports resolve; in a folder that the linters leave out, for they run at the same time.
  const parent = join(import.meta.dirname, '../../test-results');
  await mkdir(parent, { recursive: true });
  folder = await mkdtemp(join(parent, 'written-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(Object.keys(kindTemplates) as TemplateKind[])('a new %s conforms', async (kind) => {
  const name = `new-${kind}`;
  const file = join(folder, `${name}.ts`);
  await writeFile(file, pluginSource({ kind, name, namespace: 'acme' }));
  const module = (await import(file)) as Readonly<Record<string, Plugin>>;
  const plugin = module[camelCase(name)] as Plugin;
  const results = await checkPlugin(plugin, { ...casesOf(plugin, registry), registry });
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});
