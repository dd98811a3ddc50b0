/** A reference to a plugin with its configuration beside the id: `{ "id": "l2", "strength": 1e-4 }`. */
export interface PluginRefObject {
  /** `namespace/name`; the namespace `convlab/` may be left out. */
  readonly id: string;
  /** Version of the configuration it was written for; the newest when left out. */
  readonly version?: number;
  readonly [configKey: string]: unknown;
}

/** A reference to a plugin: its id alone when every default will do, or the id with its configuration. */
export type PluginRef = string | PluginRefObject;

/** Keys of a reference that no plugin's configuration may use. */
export const RESERVED_KEYS = ['id', 'version', 'kind'] as const;

/** The mark that `pluginRef` leaves in a JSON Schema; forms and registries read it. */
export const PLUGIN_KIND_MARK = 'x-plugin-kind';
