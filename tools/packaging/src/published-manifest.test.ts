import { describe, expect, it } from 'vitest';
import { publishedDeclaration, publishedManifest, withoutSourceMap } from './published-manifest.ts';

describe('publishedManifest', () => {
  it('points at the build and drops what concerns the workspace alone', () => {
    const published = publishedManifest({
      name: '@convlab/layers',
      version: '0.1.0',
      exports: { '.': './src/index.ts', './*': './src/*/*.ts' },
      files: ['dist'],
      dependencies: { '@convlab/core': '^0.1.0' },
      devDependencies: { '@convlab/testing': '^0.1.0' },
      scripts: { test: 'vitest run' },
      nx: { tags: [] },
      sideEffects: false,
    });
    expect(published).toEqual({
      name: '@convlab/layers',
      version: '0.1.0',
      exports: {
        '.': { types: './dist/index.d.ts', default: './dist/index.js' },
        './*': { types: './dist/*/*.d.ts', default: './dist/*/*.js' },
        './package.json': './package.json',
      },
      files: ['dist'],
      dependencies: { '@convlab/core': '^0.1.0' },
      sideEffects: false,
      publishConfig: { access: 'public' },
    });
  });
});

describe('publishedDeclaration', () => {
  it.each([
    [`export { a } from './a/a.ts';`, `export { a } from './a/a.js';`],
    [`import type { B } from "../b.ts";`, `import type { B } from "../b.js";`],
    [`declare const c: import('./c.ts').C;`, `declare const c: import('./c.js').C;`],
    [`import './d.ts';`, `import './d.js';`],
    [`export { z } from 'zod';`, `export { z } from 'zod';`],
    [`/** Reads './file.ts'. */`, `/** Reads './file.ts'. */`],
  ])('makes of %s what a compiler resolves', (text, expected) => {
    expect(publishedDeclaration(text)).toBe(expected);
  });

  it('drops the pointer to a source map', () => {
    expect(withoutSourceMap('const a = 1;\n//# sourceMappingURL=a.js.map\n')).toBe('const a = 1;\n');
    expect(withoutSourceMap('const a = 1;\n')).toBe('const a = 1;\n');
  });
});
