import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspacePackage } from '../_internal/packages.ts';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const fileName = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/;

/** Libraries of plugins, one folder and one subpath each. */
const pluginLibraries = [
  'layers',
  'normalization',
  'regularizers',
  'optimizers',
  'losses',
  'architectures',
  'data',
  'evaluation',
].map((name) => `libs/${name}`);

/**
 * Problems in the folders of a library.
 *
 * Every file and folder is in kebab-case. In a library of plugins each folder of `src` is a subpath of the package, so that
 * `src/x` holds `x.ts`. Folders that begin with `_` are private.
 */
export function checkLayout(root: string, { folder, manifest }: WorkspacePackage): string[] {
  const source = join(root, folder, 'src');
  if (!folder.startsWith('libs/') || !existsSync(source)) return [];

  const problems = misnamed(source).map((path) => `${folder}/src/${path}: names are in kebab-case`);
  if (!pluginLibraries.includes(folder)) return problems;

  const subpaths = readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
  const withoutEntry = subpaths.filter((name) => !existsSync(join(source, name, `${name}.ts`)));
  return [
    ...problems,
    ...withoutEntry.map(
      (name) => `${folder}/src/${name}: ${manifest.name}/${name} is a subpath, but ${name}.ts is missing`,
    ),
  ];
}

function misnamed(source: string): string[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter(({ name }) => !name.startsWith('__') && !name.startsWith('.'))
    .filter(
      (entry) =>
        !(entry.isDirectory() ? kebabCase.test(entry.name.replace(/^_/, '')) : fileName.test(entry.name)),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1));
}

/** Whether a package's tests are counted: its Vitest configuration must build on the one that all packages share. */
export function checkTestConfig(root: string, { folder }: WorkspacePackage): string[] {
  const file = `${folder}/vitest.config.ts`;
  if (!existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8').includes('/vitest.base.ts'))
    return [];
  return [`${file}: must build on vitest.base.ts, or continuous integration does not count its tests`];
}
