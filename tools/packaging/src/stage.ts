import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import {
  publishedDeclaration,
  publishedManifest,
  withoutSourceMap,
  type SourceManifest,
} from './published-manifest.ts';

/** A package of the workspace that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: SourceManifest;
}

/** The packages that are published: those that are not private, by folder. */
export async function publishedPackages(root: string): Promise<PublishedPackage[]> {
  const folders = (
    await Promise.all(
      ['libs', 'apps', 'tools'].map(async (parent) =>
        (await readdir(join(root, parent))).map((name) => join(root, parent, name)),
      ),
    )
  ).flat();
  const packages = await Promise.all(
    folders.map(async (folder) => {
      const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const manifest = JSON.parse(text) as SourceManifest & { private?: boolean };
      return manifest.private === true ? undefined : { name: manifest.name, folder, manifest };
    }),
  );
  return packages.filter((one) => one !== undefined);
}

/**
 * Lays out what is published of a package: its build without what was made of sources that are gone, its manifest, its assets,
 * README and licence.
 *
 * @returns the files, relative to `target`
 */
export async function stagePackage(
  { folder, manifest }: PublishedPackage,
  target: string,
  root: string,
): Promise<string[]> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  await cp(join(root, 'LICENSE'), join(target, 'LICENSE'));
  for (const entry of manifest.files ?? []) {
    if (entry === 'dist') await stageBuild(folder, target);
    else if (existsSync(join(folder, entry)))
      await cp(join(folder, entry), join(target, entry), { recursive: true });
  }
  return listFiles(target);
}

async function stageBuild(folder: string, target: string): Promise<void> {
  const build = join(folder, 'dist');
  const sources = new Set((await listFiles(join(folder, 'src'))).map((file) => file.replace(/\.tsx?$/, '')));
  for (const file of await listFiles(build)) {
    if (!/\.(js|d\.ts)$/.test(file) || !sources.has(file.replace(/\.(js|d\.ts)$/, ''))) continue;
    const text = await readFile(join(build, file), 'utf8');
    const published = file.endsWith('.d.ts') ? publishedDeclaration(text) : withoutSourceMap(text);
    await mkdir(dirname(join(target, 'dist', file)), { recursive: true });
    await writeFile(join(target, 'dist', file), published);
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
