import { kindTemplates, type TemplateKind } from './kind-templates.ts';
import { camelCase, sentenceCase } from './names.ts';

/** A plugin to be written. */
export interface PluginOptions {
  readonly kind: TemplateKind;
  /** In kebab-case. */
  readonly name: string;
  /** What stands before the name in its id, in kebab-case. */
  readonly namespace: string;
}

/** The source of a new plugin: the smallest one of its kind, to be replaced by what it is for. */
export function pluginSource({ kind, name, namespace }: PluginOptions): string {
  const template = kindTemplates[kind];
  const { contract, fromCore = [], imports = [], config = '', formula, facts, create } = template;
  const { traits = [], helpers } = template;
  const title = sentenceCase(name);
  const statements = [
    `import { ${['definePlugin', ...fromCore, `type ${contract}`].join(', ')} } from '@convlab/core';`,
    ...imports,
    "import { z } from 'zod';",
  ];
  const documentation = [`${title}.`, '', formula, '', ...facts, ...(facts.length > 0 ? [''] : [])];
  return `${statements.join('\n')}

const config = z.strictObject({${config === '' ? '' : `\n  ${indented(config, 4)}\n`}});

/**
${documentation.map((line) => ` * ${line}`.trimEnd()).join('\n')}
 * @see Author, "Title", venue and year.
 */
export const ${camelCase(name)} = definePlugin({
  kind: '${kind}',
  id: '${namespace}/${name}',
  version: 1,
  title: '${title}',
  summary: 'What it does, in one sentence.',
  formula: '${formula}',
  references: ['Author, Title, venue and year'],
${traits.length > 0 ? `  traits: [${traits.map((trait) => `'${trait}'`).join(', ')}],\n` : ''}  config,
  create: ${indented(create, 2)},
});
${helpers === undefined ? '' : `\n${helpers}\n`}`;
}

/** A text whose lines after the first are moved so that the least indented one stands at `column`. */
function indented(text: string, column: number): string {
  const [first = '', ...rest] = text.split('\n');
  const least = Math.min(...rest.map((line) => line.search(/\S/)).filter((at) => at >= 0));
  return [first, ...rest.map((line) => `${' '.repeat(column)}${line.slice(least)}`.trimEnd())].join('\n');
}
