import type { PluginKind } from '@convlab/core';
import { names } from '@nx/devkit';
import { kindTemplates } from './kind-templates.ts';

/** The kind and the kebab-case name of a plugin to be written. */
export interface PluginOptions {
  readonly kind: PluginKind;
  readonly name: string;
}

/** The source of a new plugin: the smallest one of its kind, to be replaced by what it is for. */
export function pluginSource({ kind, name }: PluginOptions): string {
  const { contract, fromCore = [], imports = [], config = '', formula, facts, create } = kindTemplates[kind];
  const title = sentenceCase(name);
  const packages = imports.filter((statement) => !statement.includes("from '../"));
  const files = imports.filter((statement) => statement.includes("from '../"));
  return `import { definePlugin, ${[...fromCore, `type ${contract}`].join(', ')} } from '@convlab/core';
${packages.map((statement) => `${statement}\n`).join('')}import { z } from 'zod';
${files.map((statement) => `${statement}\n`).join('')}
const config = z.strictObject({${config}});

/**
 * ${title}.
 *
 * ${formula}
 *${facts.map((fact) => `\n * ${fact}`).join('')}${facts.length > 0 ? '\n *' : ''}
 * @see Author, "Title", venue and year.
 */
export const ${names(name).propertyName} = definePlugin({
  kind: '${kind}',
  id: 'convlab/${name}',
  version: 1,
  title: '${title}',
  summary: 'What it does, in one sentence.',
  formula: '${formula}',
  references: ['Author, Title, venue and year'],
  config,
  create: ${create},
});
`;
}

/** The test of a new plugin. It fails until it compares the plugin with something from outside. */
export function pluginTest({ kind, name }: PluginOptions): string {
  const value = names(name).propertyName;
  return `import { createRegistry } from '@convlab/core';
import { expect, it } from 'vitest';
import { ${value} } from './${name}.ts';

it('is created from its defaults', () => {
  expect(createRegistry().use(${value}).create('${kind}', '${name}')).toBeDefined();
});

it('agrees with a reference', () => {
  expect.fail('Compare with another implementation, a closed formula or finite differences.');
});
`;
}

function sentenceCase(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
