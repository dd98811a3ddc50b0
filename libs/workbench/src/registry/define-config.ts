import type { Plugin } from '@convlab/core';

/** What `convlab.config.ts` holds. */
export interface ConvlabConfig {
  /**
   * Third-party plugins: plugins, arrays of them (presets), or functions that import them.
   *
   * A function is called when the configuration is loaded; one that fails is reported by name and the rest goes on.
   */
  readonly plugins?: readonly PluginEntry[];
}

/** One entry of {@link ConvlabConfig.plugins}. */
export type PluginEntry = Plugin | readonly Plugin[] | (() => Promise<PluginModule>);

/** What an imported module may hold: exported plugins and presets; everything else in it is ignored. */
export type PluginModule = Readonly<Record<string, unknown>>;

/**
 * The configuration of an installation, typed. Put it into `convlab.config.ts` in the folder you start ConvLab from.
 *
 * @example
 * export default defineConfig({ plugins: [() => import('convlab-plugin-example')] });
 */
export function defineConfig(config: ConvlabConfig): ConvlabConfig {
  return config;
}
