import type { PluginKind } from '../kinds/kinds.ts';
import { deepFreeze } from './freeze.ts';
import type { JsonObject, Plugin, Trait } from './define-plugin.ts';

/** A plugin as JSON: everything that a form, a catalogue or another process needs to know of it. */
export interface PluginManifest {
  readonly kind: PluginKind;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly formula?: string;
  readonly traits: readonly Trait[];
  readonly references: readonly string[];
  /** JSON Schema, draft 2020-12, of the configuration as it may be written: defaults are optional. */
  readonly schema: JsonObject;
}

const manifests = new WeakMap<Plugin, PluginManifest>();

/** The manifest of a plugin; made once per plugin. */
export function manifestOf(plugin: Plugin): PluginManifest {
  const known = manifests.get(plugin);
  if (known !== undefined) return known;
  const { kind, id, version, title, summary, formula, traits, references } = plugin;
  const manifest = deepFreeze<PluginManifest>({
    kind,
    id,
    version,
    title,
    summary,
    traits,
    references,
    schema: inputSchema(plugin),
    ...(formula === undefined ? {} : { formula }),
  });
  manifests.set(plugin, manifest);
  return manifest;
}

function inputSchema(plugin: Plugin): JsonObject {
  const { $schema: _dialect, ...schema } = plugin.config['~standard'].jsonSchema.input({
    target: 'draft-2020-12',
  });
  return dropSafeIntegerBounds(schema) as JsonObject;
}

/* zod states the range of safe integers for every integer; as bounds of a form's control they only mislead. */
function dropSafeIntegerBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropSafeIntegerBounds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, item]) =>
          !((key === 'maximum' || key === 'minimum') && Math.abs(item as number) === Number.MAX_SAFE_INTEGER),
      )
      .map(([key, item]) => [key, dropSafeIntegerBounds(item)]),
  );
}
