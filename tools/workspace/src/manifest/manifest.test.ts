import { expect, it } from 'vitest';
import type { PackageManifest } from '../_internal/packages.ts';
import { checkManifest } from './manifest.ts';

const complete: PackageManifest = {
  name: '@convlab/layers',
  description: 'Layers.',
  license: 'Apache-2.0',
  type: 'module',
  sideEffects: false,
  exports: { '.': './src/index.ts' },
  nx: { tags: ['tier:domain', 'lib:layers'] },
};

const problems = (manifest: Partial<PackageManifest>) =>
  checkManifest({ folder: 'libs/layers', manifest: { ...complete, ...manifest } });

it('accepts a complete manifest', () => {
  expect(problems({})).toEqual([]);
});

it.each([
  [{ name: 'layers' }, 'name must begin with @convlab/, or as npm create wants it'],
  [{ type: 'commonjs' }, 'type must be "module"'],
  [{ license: 'MIT' }, 'license must be "Apache-2.0"'],
  [{ description: '' }, 'description is missing'],
  [{ sideEffects: true }, 'sideEffects must be false: importing a library does nothing'],
  [{ exports: {} }, 'exports["."] is missing'],
  [{ nx: { tags: ['lib:layers'] } }, 'nx.tags must name a tier, or no import boundary applies'],
  [{ nx: { tags: ['tier:domain'] } }, 'nx.tags must include "lib:layers", or no import boundary applies'],
])('%o: %s', (manifest, problem) => {
  expect(problems(manifest)).toEqual([`libs/layers/package.json: ${problem}`]);
});
