import { kindTemplates } from '../templates/kind-templates.ts';
import { camelCase, sentenceCase } from '../templates/names.ts';
import { pluginSource, type PluginOptions } from '../templates/plugin-source.ts';
import { packageManifest } from './package-manifest.ts';
import { packageReadme } from './package-readme.ts';

/**
 * The files of a package with one plugin, by their paths: source, conformance test, build, documentation and an experiment.
 *
 * @param convlabVersion  of the packages that it is written for
 */
export function packageFiles(
  options: PluginOptions,
  convlabVersion: string,
): Readonly<Record<string, string>> {
  const { name } = options;
  return {
    'package.json': json(packageManifest(options, convlabVersion)),
    'tsconfig.json': json(TSCONFIG),
    'convlab.config.ts': CONFIG,
    'experiment.json': json(experiment(options)),
    'README.md': packageReadme(options),
    '.gitignore': 'node_modules/\ndist/\n.convlab/\n',
    'src/index.ts': `export { ${camelCase(name)} } from './${name}.ts';\n`,
    [`src/${name}.ts`]: pluginSource(options),
    [`src/${name}.test.ts`]: pluginTest(options),
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
  exclude: ['src/**/*.test.ts'],
};

/* No import of defineConfig: users of the package alone need no workbench. */
const CONFIG = `// Where ConvLab is started in this folder, the plugin is there, without a build.
export default { plugins: [() => import('./src/index.ts')] };
`;

function experiment({ kind, name, namespace }: PluginOptions): object {
  return {
    name: sentenceCase(name),
    data: { set: 'digits' },
    ...kindTemplates[kind].experiment(`${namespace}/${name}`),
    training: { epochs: 3 },
  };
}

function pluginTest({ kind, name }: PluginOptions): string {
  const { refersTo } = kindTemplates[kind];
  const value = camelCase(name);
  const others = refersTo === undefined ? '' : `, { registry: createRegistry().use(...${refersTo.preset}) }`;
  const imports = [
    ...(refersTo === undefined ? [] : ["import { createRegistry } from '@convlab/core';"]),
    ...(refersTo === undefined ? [] : [`import { ${refersTo.preset} } from '${refersTo.from}';`]),
    "import { packageConformance } from '@convlab/testing/conformance';",
    `import { ${value} } from './${name}.ts';`,
  ];
  return `${imports.join('\n')}

packageConformance([${value}]${others});

// The kit knows the contract, not your formula: compare values with another implementation, a closed formula or the paper.
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
