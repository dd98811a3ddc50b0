import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, expect, it } from 'vitest';
import { readPackages } from '../../_internal/packages.ts';
import { workspaceRoot } from '../../_internal/workspace-root.ts';
import { checkLayout } from '../../layout/layout.ts';
import { checkManifest } from '../../manifest/manifest.ts';
import { checkReferences } from '../../references/references.ts';
import { generateLib } from './generate-lib.ts';

const boundaries = 'tools/workspace/boundaries.js';
const options = { name: 'speech-data', like: 'data', description: 'Data sets of speech.' };

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  for (const file of ['libs/data/package.json', boundaries]) {
    tree.write(file, readFileSync(join(workspaceRoot, file), 'utf8'));
  }
});

it('writes a library that passes the checks of the workspace', async () => {
  await generateLib(tree, options);
  const root = mkdtempSync(join(tmpdir(), 'generate-lib-'));
  for (const folder of ['libs', 'apps', 'tools']) mkdirSync(join(root, folder));
  for (const { path, content } of tree.listChanges()) {
    if (!path.startsWith('libs/speech-data/')) continue;
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content ?? '');
  }
  const packages = readPackages(root);
  const problems = packages.flatMap((library) => [
    ...checkManifest(library),
    ...checkLayout(root, library),
    ...checkReferences(root, library, packages),
  ]);
  rmSync(root, { recursive: true });

  expect(packages.map(({ manifest }) => manifest.name)).toEqual(['@convlab/speech-data']);
  expect(problems).toEqual([]);
});

it('gives it the boundaries of the library that it stands beside', async () => {
  await generateLib(tree, options);
  const source = tree.read(boundaries, 'utf8') ?? '';
  const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
    sourceConstraints: Constraint[];
    testConstraints: Constraint[];
  };
  for (const constraints of [module.sourceConstraints, module.testConstraints]) {
    expect(targets(constraints, 'lib:speech-data')).toEqual(targets(constraints, 'lib:data'));
  }
});

it('refuses to write over a library, and to copy one that does not exist', async () => {
  await expect(generateLib(tree, { ...options, name: 'data' })).rejects.toThrow('libs/data exists');
  await expect(generateLib(tree, { ...options, like: 'missing' })).rejects.toThrow('does not exist');
});

interface Constraint {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
}

function targets(constraints: readonly Constraint[], tag: string): readonly string[] | undefined {
  return constraints.find(({ sourceTag }) => sourceTag === tag)?.onlyDependOnLibsWithTags;
}
