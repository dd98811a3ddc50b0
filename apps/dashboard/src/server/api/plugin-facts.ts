import { isConvlabError, type Layer, type Plugin, type Registry } from '@convlab/core';
import { builtinPackage } from '@convlab/workbench';
import { procedure, router } from './trpc.ts';

/** What is known of plugins beside their manifests. */
export const pluginFactsRouter = router({
  /** For each plugin, in the catalogue's order, where it comes from and what a normalization averages over. */
  all: procedure.query(({ ctx }) => {
    const { registry } = ctx.workbench;
    return registry.plugins().map((plugin) => ({
      kind: plugin.kind,
      id: plugin.id,
      /** The package that it ships in; `null` for one that this installation's configuration adds. */
      source: builtinPackage(plugin) ?? null,
      averages: plugin.kind === 'normalization' ? averagesOf(registry, plugin) : null,
    }));
  }),
});

/* As with its defaults; `null` for one that averages over nothing fixed, or cannot be built without a configuration. */
function averagesOf(registry: Registry, { id }: Plugin): NonNullable<Layer['averages']> | null {
  try {
    return registry.create('normalization', id).averages ?? null;
  } catch (error) {
    if (isConvlabError(error)) return null;
    throw error;
  }
}
