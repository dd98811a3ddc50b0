import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkLayout, checkTestConfig } from './layout.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'layout-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function problems(folder: string, ...files: string[]): string[] {
  for (const file of files.map((name) => join(root, folder, 'src', name))) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  return checkLayout(root, { folder, manifest: { name: `@convlab/${folder.slice('libs/'.length)}` } });
}

it('accepts one folder per plugin and private folders', () => {
  expect(
    problems(
      'libs/layers',
      'index.ts',
      'max-pool/max-pool.ts',
      'max-pool/max-pool.test.ts',
      'conv-2d/conv-2d.ts',
      '_internal/window.ts',
    ),
  ).toEqual([]);
});

it('names a subpath whose file is missing', () => {
  expect(problems('libs/layers', 'max-pool/pool.ts')).toEqual([
    'libs/layers/src/max-pool: @convlab/layers/max-pool is a subpath, but max-pool.ts is missing',
  ]);
});

it('asks for subpaths of plugin libraries only', () => {
  expect(problems('libs/network', 'graph/parse-graph.ts')).toEqual([]);
});

it('names files and folders that are not in kebab-case', () => {
  expect(problems('libs/core', 'randomStream/rng.ts', 'errors/ConvlabError.ts').sort()).toEqual([
    'libs/core/src/errors/ConvlabError.ts: names are in kebab-case',
    'libs/core/src/randomStream: names are in kebab-case',
  ]);
});

it.each([
  ["import { base } from '../../vitest.base.ts';", 0],
  ["import { defineConfig } from 'vitest/config';", 1],
])('wants tests that are counted: %s', (text, count) => {
  mkdirSync(join(root, 'libs/layers'), { recursive: true });
  writeFileSync(join(root, 'libs/layers/vitest.config.ts'), text);
  const library = { folder: 'libs/layers', manifest: { name: '@convlab/layers' } };
  expect(checkTestConfig(root, library)).toHaveLength(count);
});
