import { z } from 'zod';
import type { PluginKind } from '../kinds/kinds.ts';
import { PLUGIN_KIND_MARK, type PluginRef } from './plugin-ref.ts';

/**
 * A schema for a nested plugin choice. The registry resolves and checks it; a generated form shows a picker.
 *
 * @param kind  the plugin kind that may stand there
 */
export function pluginRef(kind: PluginKind): z.ZodType<PluginRef, PluginRef> {
  return z
    .union(
      [z.string().min(1), z.looseObject({ id: z.string().min(1), version: z.int().min(1).optional() })],
      {
        error: `Expected the id of a plugin of kind "${kind}", or an object with such an id.`,
      },
    )
    .meta({ [PLUGIN_KIND_MARK]: kind }) as z.ZodType<PluginRef, PluginRef>;
}
