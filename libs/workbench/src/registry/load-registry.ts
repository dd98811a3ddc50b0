import {
  ConvlabError,
  serializeError,
  type Plugin,
  type Registry,
  type SerializedError,
} from '@convlab/core';
import { loadConfig } from 'c12';
import { builtinRegistry } from './builtin-plugins.ts';
import type { ConvlabConfig, PluginEntry, PluginModule } from './define-config.ts';

/** A plugin or package that could not be loaded. */
export interface PluginProblem {
  /** What failed, as far as it is known: an entry of the configuration, or a plugin's id. */
  readonly source: string;
  readonly error: SerializedError;
}

/** The plugins of one installation. */
export interface LoadedRegistry {
  readonly registry: Registry;
  /** What could not be loaded; everything else is there. */
  readonly problems: readonly PluginProblem[];
}

/**
 * The registry of an installation: what ships with ConvLab, and what `convlab.config.ts` in `folder` lists.
 *
 * Plugin code comes from that file alone, never from data. A plugin that fails to load is reported and left out.
 */
export async function loadRegistry(folder: string): Promise<LoadedRegistry> {
  const problems: PluginProblem[] = [];
  let registry: Registry = builtinRegistry();
  const entries = await configuredPlugins(folder, problems);
  for (const [i, entry] of entries.entries()) {
    const plugins = await attempt(problems, `convlab.config, plugins[${i}]`, () => pluginsOf(entry));
    for (const plugin of plugins ?? []) {
      registry =
        (await attempt(problems, plugin.id, () => registry.use(requireForeignName(plugin)))) ?? registry;
    }
  }
  return { registry, problems };
}

async function configuredPlugins(folder: string, problems: PluginProblem[]): Promise<readonly PluginEntry[]> {
  const loaded = await attempt(problems, 'convlab.config', () =>
    loadConfig<ConvlabConfig>({
      name: 'convlab',
      cwd: folder,
      rcFile: false,
      packageJson: false,
      dotenv: false,
      // Sources of plugins would bring a second TensorFlow.js and a second core of their own.
      jitiOptions: { moduleCache: true },
    }),
  );
  return loaded?.config?.plugins ?? [];
}

async function pluginsOf(entry: PluginEntry): Promise<readonly Plugin[]> {
  return typeof entry === 'function' ? pluginsIn(await entry()) : [entry].flat();
}

/**
 * The plugins that a module exports, alone or in arrays (presets), each once.
 *
 * @throws {ConvlabError} E_PLUGIN_NONE
 */
export function pluginsIn(module: PluginModule): readonly Plugin[] {
  const found = new Set(
    Object.values(module).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value])),
  );
  const plugins = [...found].filter(isPlugin);
  if (plugins.length > 0) return plugins;
  throw new ConvlabError({
    code: 'E_PLUGIN_NONE',
    message: 'The module exports no plugin',
    received: Object.keys(module),
    expected: 'values made by definePlugin, or arrays of them',
  });
}

function isPlugin(value: unknown): value is Plugin {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'id' in value &&
    'create' in value &&
    'config' in value
  );
}

function requireForeignName(plugin: Plugin): Plugin {
  if (!plugin.id.startsWith('convlab/')) return plugin;
  throw new ConvlabError({
    code: 'E_PLUGIN_NAMESPACE',
    message: `The namespace of "${plugin.id}" is reserved for what ships with ConvLab`,
    hint: 'Give the plugin a namespace of its own, such as your package’s name.',
  });
}

async function attempt<T>(
  problems: PluginProblem[],
  source: string,
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    problems.push({ source, error: serializeError(error) });
    return undefined;
  }
}
