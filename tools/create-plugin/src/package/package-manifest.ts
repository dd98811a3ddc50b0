import { kindTemplates } from '../templates/kind-templates.ts';
import { packageName } from '../templates/names.ts';
import type { PluginOptions } from '../templates/plugin-source.ts';

const TFJS = '4.22.0';
const ZOD = '^4.6.0';

/** The package.json of a package with one plugin. */
export function packageManifest({ kind, name }: PluginOptions, convlabVersion: string): object {
  const { imports = [], refersTo } = kindTemplates[kind];
  const convlab = `^${convlabVersion}`;
  const used = imports.flatMap((statement) => /'(@convlab\/[a-z]+)/.exec(statement)?.[1] ?? []);
  const tested = ['@convlab/cli', '@convlab/core', '@convlab/testing', ...(refersTo ? [refersTo.from] : [])];
  const versions = (packages: readonly string[]) =>
    Object.fromEntries(packages.map((each) => [each, convlab]));
  return {
    name: packageName(name),
    version: '0.1.0',
    description: `A ConvLab plugin of kind ${kind}.`,
    keywords: ['convlab', 'convlab-plugin'],
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    scripts: {
      build: 'tsc',
      test: 'vitest run',
      check: `npm run build && convlab check ${packageName(name)}`,
      start: 'convlab run experiment.json',
      prepack: 'npm run build',
    },
    ...(used.length > 0 ? { dependencies: versions(used) } : {}),
    peerDependencies: { '@convlab/core': convlab, '@tensorflow/tfjs': TFJS, zod: ZOD },
    devDependencies: {
      ...versions(tested.toSorted()),
      '@tensorflow/tfjs': TFJS,
      typescript: '^5.9.0',
      vitest: '^4.1.0',
      zod: ZOD,
    },
  };
}
