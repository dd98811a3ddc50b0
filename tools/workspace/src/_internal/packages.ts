import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the checks read of a package.json. */
export interface PackageManifest {
  readonly name: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly license?: string;
  readonly description?: string;
  readonly sideEffects?: boolean | readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[] };
}

/** A package of the workspace: its folder relative to the root, and its manifest. */
export interface WorkspacePackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** Folders whose children are packages, as in the `workspaces` of the root package.json. */
const packageFolders = ['libs', 'apps', 'tools'];

/** Every package of the workspace at `root`, sorted by folder. */
export function readPackages(root: string): WorkspacePackage[] {
  return packageFolders
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
    .map((folder) => ({ folder, manifest: readJson(join(root, folder, 'package.json')) as PackageManifest }));
}

/** A JSON file, parsed. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
