import { joinPathFragments, type Tree } from '@nx/devkit';
import { camelCase, kindTemplates, pluginSource, type TemplateKind } from 'create-convlab-plugin';
import { formatChanges } from '../_internal/format-changes.ts';
import { addPresetMember, addReExport } from './edit-source.ts';

/** The kind and the kebab-case name of a plugin of this workspace. */
export interface GeneratorOptions {
  readonly kind: TemplateKind;
  readonly name: string;
}

/**
 * Writes the folder of a plugin and names the plugin in its library's index and preset.
 *
 * @throws if the folder exists.
 */
export async function generatePlugin(tree: Tree, { kind, name }: GeneratorOptions): Promise<void> {
  const { library } = kindTemplates[kind];
  const source = `libs/${library}/src`;
  const folder = joinPathFragments(source, name);
  if (tree.exists(folder)) throw new Error(`${folder} exists.`);

  const text = pluginSource({ kind, name, namespace: 'convlab' });
  tree.write(`${folder}/${name}.ts`, withinLibrary(text, library));
  tree.write(`${folder}/${name}.test.ts`, pluginTest({ kind, name }));

  const value = camelCase(name);
  edit(tree, `${source}/index.ts`, (index) => addReExport(index, value, `./${name}/${name}.ts`));
  const preset = findPreset(tree, source);
  if (preset !== undefined) {
    edit(tree, preset, (members) => addPresetMember(members, value, `../${name}/${name}.ts`));
  }
  await formatChanges(tree);
}

/** The source with what comes from its own library imported by file. */
function withinLibrary(source: string, library: string): string {
  return source.replaceAll(new RegExp(`'@convlab/${library}/([a-z0-9-]+)'`, 'g'), "'../$1/$1.ts'");
}

/** The test of a new plugin. It fails until it compares the plugin with something from outside. */
function pluginTest({ kind, name }: GeneratorOptions): string {
  const value = camelCase(name);
  return `import { createRegistry } from '@convlab/core';
import { expect, it } from 'vitest';
import { ${value} } from './${name}.ts';

it('is created from its defaults', () => {
  expect(createRegistry().use(${value}).create('${kind}', '${name}')).toBeDefined();
});

it('agrees with a reference', () => {
  expect.fail('Compare with another implementation, a closed formula or finite differences.');
});
`;
}

function edit(tree: Tree, path: string, change: (text: string) => string): void {
  tree.write(path, change(tree.read(path, 'utf8') ?? ''));
}

/** The file of a library's preset: `src/preset/preset.ts` or `src/<something>-preset/<something>-preset.ts`. */
function findPreset(tree: Tree, source: string): string | undefined {
  return tree
    .children(source)
    .filter((folder) => folder === 'preset' || folder.endsWith('-preset'))
    .map((folder) => `${source}/${folder}/${folder}.ts`)
    .find((path) => tree.exists(path));
}
