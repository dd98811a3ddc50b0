/** A package.json as it stands in the workspace, as far as publishing reads it. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/* What concerns the workspace alone. */
const WORKSPACE_KEYS: readonly string[] = ['scripts', 'devDependencies', 'nx', 'private'];

/**
 * The package.json that is published: in the workspace `exports` point at TypeScript sources, published ones at the build.
 *
 * `./src/x.ts` becomes `{ types: './dist/x.d.ts', default: './dist/x.js' }`.
 */
export function publishedManifest(manifest: SourceManifest): Record<string, unknown> {
  const kept = Object.entries(manifest).filter(([key]) => !WORKSPACE_KEYS.includes(key));
  return {
    ...Object.fromEntries(kept),
    ...(manifest.exports === undefined
      ? {}
      : { exports: { ...publishedExports(manifest.exports), './package.json': './package.json' } }),
    publishConfig: { access: 'public' },
  };
}

function publishedExports(exports: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(exports).map(([subpath, source]) => {
      const built = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
      return [subpath, { types: `${built}.d.ts`, default: `${built}.js` }];
    }),
  );
}

/**
 * A declaration file with the specifiers that users' compilers resolve: the build leaves `.ts` in them.
 *
 * @param text  of a `.d.ts` file
 */
export function publishedDeclaration(text: string): string {
  return withoutSourceMap(text).replaceAll(
    /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.{1,2}\/[^'"]+?)\.ts\2/g,
    '$1$2$3.js$2',
  );
}

/** Without the pointer to a source map: maps point at sources, which are not published. */
export function withoutSourceMap(text: string): string {
  return text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
}
