import { pathToFileURL } from 'node:url';
import {
  ConvlabError,
  type ConformanceCases,
  type Plugin,
  type PluginCases,
  type Registry,
} from '@convlab/core';
import { casesOf, checkPlugin, requireKnownCases, type CheckResult } from '@convlab/testing';
import { checkImport } from '@convlab/testing/check-import';
import { loadRegistry, pluginsIn, selectBackend, type PluginModule } from '@convlab/workbench';
import { Command } from 'commander';
import { resolveModuleURL } from 'exsolve';
import { printCheck, type CheckOutput, type PluginOutput } from '../output/check.ts';

interface CheckOptions {
  readonly json?: true;
}

/** `convlab check PACKAGE`: the conformance kit on every plugin of a package. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Check every plugin that a package, a folder or a file exports.')
    .argument('<package>', 'an installed package, or the path of a folder or file')
    .option('--json', 'print the results as JSON on standard output, and nothing else')
    .addHelpText(
      'after',
      '\nPlugins that need a configuration to be built name cases for it: export conformanceCases from the package,\nor from its module conformance-cases. Ends with exit code 1 when a check fails.',
    )
    .action(async (name: string, options: CheckOptions) => {
      const output = await checkModule(name);
      if (options.json === true) process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
      else printCheck(output, process.stdout);
      if (output.failed > 0) process.exitCode = 1;
    });
}

async function checkModule(name: string): Promise<CheckOutput> {
  const url = locate(name);
  // Before anything else is imported here, in a process of its own.
  const results = [await checkImport(url)];
  const module = (await import(url)) as PluginModule;
  const plugins = pluginsIn(module);
  const cases = await casesIn(name, module);
  const { registry: installed } = await loadRegistry(process.cwd());
  const registry = plugins.reduce((all: Registry, plugin) => all.override(plugin), installed);
  const backend = await selectBackend();
  const caseNames = attempt('conformance cases name plugins that exist', () =>
    requireKnownCases(plugins, cases),
  );
  const checked: PluginOutput[] = [];
  for (const plugin of plugins) checked.push(await checkOne(plugin, registry, cases));
  const all = [...results, caseNames, ...checked.flatMap((each) => each.results)];
  const failed = all.filter(({ passed }) => !passed).length;
  return {
    module: url,
    backend: backend.name,
    results: [...results, caseNames],
    plugins: checked,
    passed: all.length - failed,
    failed,
  };
}

async function checkOne(plugin: Plugin, registry: Registry, cases: ConformanceCases): Promise<PluginOutput> {
  const { kind, id } = plugin;
  const found: PluginCases[] = [];
  const cased = attempt('there are cases to check with', () => found.push(casesOf(plugin, registry, cases)));
  const results = await Promise.all(found.map((options) => checkPlugin(plugin, { ...options, registry })));
  return { kind, id, results: [cased, ...results.flat()] };
}

function attempt(name: string, act: () => unknown): CheckResult {
  try {
    act();
    return { name, passed: true };
  } catch (error) {
    return { name, passed: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Cases that the module exports, or the module `conformance-cases` beside it. */
async function casesIn(name: string, module: PluginModule): Promise<ConformanceCases> {
  const beside = find(`${name}/conformance-cases`);
  const from =
    'conformanceCases' in module || beside === undefined ? module : ((await import(beside)) as PluginModule);
  return (from['conformanceCases'] ?? {}) as ConformanceCases;
}

function locate(name: string): string {
  const url = find(name);
  if (url !== undefined) return url;
  throw new ConvlabError({
    code: 'E_PLUGIN_MODULE',
    message: 'There is no such package, folder or file',
    received: name,
    expected: `a package that is installed for ${process.cwd()}, or a path to one`,
    hint: 'Write ./name for a folder or file of that name.',
  });
}

function find(name: string): string | undefined {
  return resolveModuleURL(name, {
    from: pathToFileURL(`${process.cwd()}/`),
    extensions: ['.ts', '.js', '.mjs'],
    suffixes: ['', '/index', '/src/index'],
    try: true,
  });
}
