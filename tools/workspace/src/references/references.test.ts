import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PackageManifest, WorkspacePackage } from '../_internal/packages.ts';
import { checkReferences, fixReferences } from './references.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'references-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A library on disk whose two tsconfigs hold the given references. */
function library(
  name: string,
  dependencies: Partial<PackageManifest>,
  references: { lib: string[]; spec: string[] },
): WorkspacePackage {
  const folder = `libs/${name}`;
  mkdirSync(join(root, folder), { recursive: true });
  for (const [kind, paths] of Object.entries(references)) {
    const config = { include: ['src'], references: paths.map((path) => ({ path })) };
    writeFileSync(join(root, folder, `tsconfig.${kind}.json`), JSON.stringify(config));
  }
  return { folder, manifest: { name: `@convlab/${name}`, ...dependencies } };
}

const core = () => library('core', {}, { lib: [], spec: ['./tsconfig.lib.json'] });
const testing = () => library('testing', {}, { lib: [], spec: ['./tsconfig.lib.json'] });

it('accepts references that follow the dependencies, in any order', () => {
  const layers = library(
    'layers',
    { dependencies: { '@convlab/core': '*', zod: '*' }, devDependencies: { '@convlab/testing': '*' } },
    {
      lib: ['../core/tsconfig.lib.json'],
      spec: ['../testing/tsconfig.lib.json', '../core/tsconfig.lib.json', './tsconfig.lib.json'],
    },
  );
  expect(checkReferences(root, layers, [core(), testing(), layers])).toEqual([]);
});

it('names a dependency without a reference, and a reference without a dependency', () => {
  const layers = library(
    'layers',
    { dependencies: { '@convlab/core': '*' } },
    { lib: ['../testing/tsconfig.lib.json'], spec: ['./tsconfig.lib.json', '../core/tsconfig.lib.json'] },
  );
  expect(checkReferences(root, layers, [core(), testing(), layers])).toEqual([
    'libs/layers/tsconfig.lib.json: references differ from package.json; ' +
      'missing ../core/tsconfig.lib.json; not a dependency: ../testing/tsconfig.lib.json',
  ]);
});

it('keeps development dependencies out of what is published', async () => {
  const layers = library(
    'layers',
    { devDependencies: { '@convlab/testing': '*' } },
    { lib: ['../testing/tsconfig.lib.json'], spec: [] },
  );
  const packages = [testing(), layers];
  expect(checkReferences(root, layers, packages)).toHaveLength(2);

  await fixReferences(root, layers, packages);

  expect(checkReferences(root, layers, packages)).toEqual([]);
  const fixed = JSON.parse(readFileSync(join(root, 'libs/layers/tsconfig.lib.json'), 'utf8'));
  expect(fixed).toEqual({ include: ['src'], references: [] });
});
