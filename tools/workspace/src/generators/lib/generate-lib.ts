import { readJson, type Tree, writeJson } from '@nx/devkit';
import type { PackageManifest } from '../../_internal/packages.ts';
import { formatChanges } from '../_internal/format-changes.ts';
import { addBoundary } from './add-boundary.ts';

/** A library to be written. */
export interface LibOptions {
  readonly name: string;
  /** The library whose place in the architecture it shares. */
  readonly like: string;
  /** One sentence. */
  readonly description: string;
}

const boundaries = 'tools/workspace/boundaries.js';

/**
 * Writes the folder of a library and gives it the import boundaries of another one.
 *
 * @throws if the folder exists, or the other library does not.
 */
export async function generateLib(tree: Tree, { name, like, description }: LibOptions): Promise<void> {
  const root = `libs/${name}`;
  if (tree.exists(root)) throw new Error(`${root} exists.`);
  if (!tree.exists(`libs/${like}/package.json`)) throw new Error(`libs/${like} does not exist.`);
  const model = readJson<PackageManifest>(tree, `libs/${like}/package.json`);

  writeJson(tree, `${root}/package.json`, {
    name: `@convlab/${name}`,
    version: '0.1.0',
    description,
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    exports: { '.': './src/index.ts', './*': './src/*/*.ts' },
    files: ['dist', 'README.md'],
    scripts: {
      build: 'tsc -b tsconfig.lib.json',
      lint: 'eslint .',
      typecheck: 'tsc -b',
      test: 'vitest run',
    },
    nx: { tags: (model.nx?.tags ?? []).map((tag) => (tag.startsWith('lib:') ? `lib:${name}` : tag)) },
  });
  writeJson(tree, `${root}/tsconfig.json`, {
    extends: '../../tsconfig.base.json',
    files: [],
    include: [],
    references: [{ path: './tsconfig.lib.json' }, { path: './tsconfig.spec.json' }],
  });
  writeJson(tree, `${root}/tsconfig.lib.json`, {
    extends: '../../tsconfig.base.json',
    compilerOptions: {
      rootDir: 'src',
      outDir: 'dist',
      tsBuildInfoFile: 'dist/tsconfig.lib.tsbuildinfo',
    },
    include: ['src/**/*.ts'],
    exclude: ['src/**/*.test.ts', 'src/**/*.test-d.ts'],
    references: [],
  });
  writeJson(tree, `${root}/tsconfig.spec.json`, {
    extends: '../../tsconfig.base.json',
    compilerOptions: {
      emitDeclarationOnly: true,
      outDir: 'out-tsc',
      tsBuildInfoFile: 'out-tsc/tsconfig.spec.tsbuildinfo',
      rewriteRelativeImportExtensions: false,
    },
    include: ['src/**/*.test.ts', 'src/**/*.test-d.ts'],
    references: [{ path: './tsconfig.lib.json' }],
  });
  tree.write(
    `${root}/vitest.config.ts`,
    `import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.ts';

export default mergeConfig(base, defineConfig({ test: { name: '${name}' } }));
`,
  );
  tree.write(`${root}/README.md`, `# @convlab/${name}\n\n${description}\n`);
  tree.write(`${root}/src/index.ts`, 'export {};\n');
  tree.write(boundaries, addBoundary(tree.read(boundaries, 'utf8') ?? '', name, like));
  await formatChanges(tree);
}
