import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { kindTemplates, type TemplateKind } from './templates/kind-templates.ts';
import type { PluginOptions } from './templates/plugin-source.ts';

/** How the command is called. */
export const USAGE = `npm create convlab-plugin [NAME] -- [--kind KIND] [--namespace NAMESPACE]

Writes the folder convlab-plugin-NAME: a package with one plugin, its conformance test, documentation and build.
What is left out is asked for.

Kinds: ${Object.keys(kindTemplates).toSorted().join(', ')}`;

/** Wrong input; the message says what is expected. */
export class UsageError extends Error {}

/**
 * What the command line says, and what people answer where it says nothing.
 *
 * @returns the plugin to write, or `help`
 * @throws {UsageError} for what is unknown or malformed, and for what is missing where nobody can be asked
 */
export async function readOptions(
  args: readonly string[],
  input: NodeJS.ReadStream,
): Promise<PluginOptions | 'help'> {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const ask = (question: string, fallback?: string): Promise<string> => answer(input, question, fallback);
  const name = kebabCase(positionals[0] ?? (await ask('Name of the plugin, in kebab-case')));
  const kind = knownKind(
    values.kind ?? (await ask(`Kind (${Object.keys(kindTemplates).toSorted().join(', ')})`)),
  );
  const namespace = kebabCase(
    values.namespace ?? (await ask('Namespace of its id, such as your own name', name)),
  );
  if (namespace === 'convlab')
    throw new UsageError('The namespace "convlab" is reserved for what ships with ConvLab.');
  return { kind, name, namespace };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: 'string', short: 'k' },
        namespace: { type: 'string', short: 'n' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function answer(input: NodeJS.ReadStream, question: string, fallback?: string): Promise<string> {
  if (!input.isTTY) {
    if (fallback !== undefined) return fallback;
    throw new UsageError(`Missing: ${question}`);
  }
  const lines = createInterface({ input, output: process.stdout });
  try {
    const said = await lines.question(`${question}${fallback === undefined ? '' : ` [${fallback}]`}: `);
    return said.trim() === '' && fallback !== undefined ? fallback : said.trim();
  } finally {
    lines.close();
  }
}

function knownKind(kind: string): TemplateKind {
  if (kind in kindTemplates) return kind as TemplateKind;
  throw new UsageError(
    `There is no kind "${kind}". Kinds: ${Object.keys(kindTemplates).toSorted().join(', ')}`,
  );
}

function kebabCase(name: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return name;
  throw new UsageError(`"${name}" is not in kebab-case, such as "log-cosh".`);
}
