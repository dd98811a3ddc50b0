import { existsSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { format } from 'prettier';
import { type PackageManifest, readJson, type WorkspacePackage } from '../_internal/packages.ts';

interface TsConfig {
  readonly references?: readonly { readonly path: string }[];
}

/**
 * Project references that each tsconfig of a package needs: one per workspace package that its package.json names.
 *
 * Dependencies of the library go into `tsconfig.lib.json`; those of its tests only into `tsconfig.spec.json`, so that no
 * emitted file can come to depend on a development dependency.
 */
function expectedReferences(
  { folder, manifest }: WorkspacePackage,
  packages: readonly WorkspacePackage[],
): Readonly<Record<'tsconfig.lib.json' | 'tsconfig.spec.json', readonly string[]>> {
  const referencesTo = (dependencies: Readonly<Record<string, string>>) =>
    packages
      .filter((target) => target.manifest.name in dependencies && target.folder.startsWith('libs/'))
      .map((target) => `${posix.relative(folder, target.folder)}/tsconfig.lib.json`);
  const run = referencesTo(runtimeDependencies(manifest));
  return {
    'tsconfig.lib.json': run,
    'tsconfig.spec.json': [
      './tsconfig.lib.json',
      ...new Set([...run, ...referencesTo(manifest.devDependencies ?? {})]),
    ],
  };
}

/** Problems of the references in the tsconfigs of one package; order does not matter. */
export function checkReferences(
  root: string,
  workspacePackage: WorkspacePackage,
  packages: readonly WorkspacePackage[],
): string[] {
  return differences(root, workspacePackage, packages).map(
    ({ file, missing, extra }) =>
      `${file}: references differ from package.json` +
      (missing.length > 0 ? `; missing ${missing.join(', ')}` : '') +
      (extra.length > 0 ? `; not a dependency: ${extra.join(', ')}` : ''),
  );
}

/** Writes the references that package.json asks for into the tsconfigs of one package. */
export async function fixReferences(
  root: string,
  workspacePackage: WorkspacePackage,
  packages: readonly WorkspacePackage[],
): Promise<void> {
  for (const { file, expected } of differences(root, workspacePackage, packages)) {
    const config = readJson(join(root, file)) as TsConfig;
    const text = JSON.stringify({ ...config, references: expected.map((path) => ({ path })) });
    writeFileSync(join(root, file), await format(text, { parser: 'json', printWidth: 110 }));
  }
}

interface Difference {
  readonly file: string;
  readonly expected: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

function differences(
  root: string,
  workspacePackage: WorkspacePackage,
  packages: readonly WorkspacePackage[],
): Difference[] {
  return Object.entries(expectedReferences(workspacePackage, packages))
    .map(([name, expected]) => ({ file: `${workspacePackage.folder}/${name}`, expected }))
    .filter(({ file }) => existsSync(join(root, file)))
    .map(({ file, expected }) => {
      const actual = ((readJson(join(root, file)) as TsConfig).references ?? []).map(({ path }) => path);
      return {
        file,
        expected,
        missing: expected.filter((path) => !actual.includes(path)),
        extra: actual.filter((path) => !expected.includes(path)),
      };
    })
    .filter(({ missing, extra }) => missing.length + extra.length > 0);
}

function runtimeDependencies(manifest: PackageManifest): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.peerDependencies };
}
