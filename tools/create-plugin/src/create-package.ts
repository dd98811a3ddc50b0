import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageFiles } from './package/package-files.ts';
import { packageName } from './templates/names.ts';
import type { PluginOptions } from './templates/plugin-source.ts';
import { UsageError } from './read-options.ts';

/**
 * Writes a package with one plugin into a new folder.
 *
 * @param parent  the folder to put it into
 * @returns the new folder
 * @throws {UsageError} if the folder exists
 */
export async function createPackage(options: PluginOptions, parent: string): Promise<string> {
  const folder = join(parent, packageName(options.name));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new UsageError(`${folder} exists.`) : error;
  });
  for (const [path, content] of Object.entries(packageFiles(options, await ownVersion()))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/* All packages of ConvLab share one version. */
async function ownVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
