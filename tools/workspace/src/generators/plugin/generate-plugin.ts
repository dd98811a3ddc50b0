import { joinPathFragments, names, type Tree } from '@nx/devkit';
import { formatChanges } from '../_internal/format-changes.ts';
import { addPresetMember, addReExport } from './edit-source.ts';
import { kindTemplates } from './kind-templates.ts';
import { type PluginOptions, pluginSource, pluginTest } from './plugin-files.ts';

/**
 * Writes the folder of a plugin and names the plugin in its library's index and preset.
 *
 * @throws if the folder exists.
 */
export async function generatePlugin(tree: Tree, options: PluginOptions): Promise<void> {
  const { name } = options;
  const source = `libs/${kindTemplates[options.kind].library}/src`;
  const folder = joinPathFragments(source, name);
  if (tree.exists(folder)) throw new Error(`${folder} exists.`);

  tree.write(`${folder}/${name}.ts`, pluginSource(options));
  tree.write(`${folder}/${name}.test.ts`, pluginTest(options));

  const value = names(name).propertyName;
  edit(tree, `${source}/index.ts`, (text) => addReExport(text, value, `./${name}/${name}.ts`));
  const preset = findPreset(tree, source);
  if (preset !== undefined) {
    edit(tree, preset, (text) => addPresetMember(text, value, `../${name}/${name}.ts`));
  }
  await formatChanges(tree);
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
