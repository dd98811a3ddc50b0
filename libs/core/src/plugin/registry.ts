import { ConvlabError } from '../errors/convlab-error.ts';
import type { PluginKind, PluginKinds } from '../kinds/kinds.ts';
import type { ConfigInput, ConfigSchema } from './config-schema.ts';
import type { CreateContext, Plugin } from './define-plugin.ts';
import { issueError, type Result } from './issue.ts';
import { manifestOf, type PluginManifest } from './manifest.ts';
import { RESERVED_KEYS, type PluginRef } from './plugin-ref.ts';
import { fullId, parseRef, type ParsedRef } from './parse-ref.ts';

/** An id as it may be written: `convlab/` may be left out. */
export type ShortId<Id extends string> = Id extends `convlab/${infer Name}` ? Name | Id : Id;

/** What may be written to refer to the plugin `P`: its id, alone or with its configuration; of a union, to any of them. */
export type RefTo<P> =
  P extends Plugin<PluginKind, infer Id, infer TSchema>
    ? ShortId<Id> | ({ readonly id: ShortId<Id>; readonly version?: number } & ConfigInput<TSchema>)
    : never;

/** What may be written to refer to a plugin of kind `K` among `P`: only their ids, each with its own configuration. */
export type RefOf<P extends Plugin, K extends PluginKind> = RefTo<Extract<P, { kind: K }>>;

/** An immutable set of plugins. There is no global one: each program, test and worker assembles its own. */
export interface Registry {
  /**
   * A wider registry. The same plugin twice is one plugin.
   *
   * @throws {ConvlabError} E_PLUGIN_DUPLICATE when another plugin has the same kind and id
   * @throws {ConvlabError} E_PLUGIN_SCHEMA when a configuration schema is no object or uses a reserved key
   */
  use(...plugins: readonly Plugin[]): Registry;
  /** A registry in which these plugins stand in place of those with the same kind and id. */
  override(...plugins: readonly Plugin[]): Registry;
  /** Its plugins in the order they came, of one kind or all. */
  plugins(kind?: PluginKind): readonly Plugin[];
  /** The plugin with this kind and id. @throws {ConvlabError} E_PLUGIN_UNKNOWN with the nearest ids */
  get(kind: PluginKind, id: string): Plugin;
  /** Reads a reference from outside: id, version and configuration are checked, defaults filled in, nested ones too. */
  parse(kind: PluginKind, ref: unknown): Result<ParsedRef>;
  /** Builds a part. @throws {ConvlabError} E_PLUGIN_UNKNOWN, E_PLUGIN_VERSION, E_CONFIG_INVALID */
  create<K extends PluginKind>(kind: K, ref: PluginRef): PluginKinds[K];
  /** Every plugin as plain JSON: what forms, catalogues and other processes get. */
  manifest(): readonly PluginManifest[];
}

/**
 * A {@link Registry} whose plugins the compiler knows: ids and configuration keys complete and are checked.
 *
 * `P` is the union of its plugins' types. It can be used wherever a registry is asked for.
 */
export interface TypedRegistry<P extends Plugin> extends Omit<Registry, 'use' | 'override' | 'create'> {
  /** As {@link Registry.use}. */
  use<const Q extends readonly Plugin[]>(...plugins: Q): TypedRegistry<P | Q[number]>;
  /** As {@link Registry.override}. */
  override<const Q extends readonly Plugin[]>(...plugins: Q): TypedRegistry<P | Q[number]>;
  /** As {@link Registry.create}. */
  create<K extends PluginKind>(kind: K, ref: RefOf<P, K>): PluginKinds[K];
}

/** An empty registry. */
export function createRegistry(): TypedRegistry<never> {
  return makeRegistry<never>(new Map());
}

type PluginMap = ReadonlyMap<string, Plugin>;

function makeRegistry<P extends Plugin>(byKey: PluginMap): TypedRegistry<P> {
  const context: CreateContext = {
    resolve: (kind, ref) => createPart(byKey, kind, ref, context),
  };
  const registry: TypedRegistry<P> = {
    use: (...plugins) => makeRegistry(added(byKey, plugins, refuseDuplicate)),
    override: (...plugins) => makeRegistry(added(byKey, plugins, () => undefined)),
    plugins: (kind) => [...byKey.values()].filter((plugin) => kind === undefined || plugin.kind === kind),
    get: (kind, id) => {
      const parsed = parseRef(byKey, kind, id, { configToo: false });
      if (!parsed.ok) throw issueError(parsed.issues);
      return parsed.value.plugin;
    },
    parse: (kind, ref) => parseRef(byKey, kind, ref),
    create: (kind, ref) => createPart(byKey, kind, ref as PluginRef, context),
    manifest: () => [...byKey.values()].map(manifestOf),
  };
  return Object.freeze(registry);
}

function createPart<K extends PluginKind>(
  byKey: PluginMap,
  kind: K,
  ref: PluginRef,
  context: CreateContext,
): PluginKinds[K] {
  const parsed = parseRef(byKey, kind, ref);
  if (!parsed.ok) throw issueError(parsed.issues);
  return (parsed.value.plugin as Plugin<K>).create(parsed.value.config, context);
}

/** The key of a plugin in a registry; ids are unique within a kind. */
function pluginKey(kind: string, id: string): string {
  return `${kind}:${fullId(id)}`;
}

function added(
  byKey: PluginMap,
  plugins: readonly Plugin[],
  onClash: (old: Plugin, plugin: Plugin) => void,
): PluginMap {
  const next = new Map(byKey);
  for (const plugin of plugins) {
    requireObjectSchema(plugin);
    const key = pluginKey(plugin.kind, plugin.id);
    const old = next.get(key);
    if (old === plugin) continue;
    if (old !== undefined) onClash(old, plugin);
    next.set(key, plugin);
  }
  return next;
}

function refuseDuplicate(old: Plugin, plugin: Plugin): void {
  throw new ConvlabError({
    code: 'E_PLUGIN_DUPLICATE',
    message: `Two different ${plugin.kind} plugins are called "${plugin.id}": "${old.title}" and "${plugin.title}".`,
    expected: 'one plugin per kind and id',
    hint: 'Two installed copies of one package cause this; run "npm ls" for it. To replace a plugin, use override().',
  });
}

function requireObjectSchema(plugin: Plugin): void {
  const { schema } = manifestOf(plugin);
  const properties = Object.keys((schema['properties'] as object | undefined) ?? {});
  const reserved = properties.filter((key) => (RESERVED_KEYS as readonly string[]).includes(key));
  if (schema['type'] === 'object' && reserved.length === 0) return;
  throw new ConvlabError({
    code: 'E_PLUGIN_SCHEMA',
    message: `The configuration schema of ${plugin.kind} plugin "${plugin.id}" cannot be used.`,
    received: schema['type'] === 'object' ? reserved : schema['type'],
    expected: `an object schema without the keys ${RESERVED_KEYS.join(', ')}`,
  });
}

/** The schema type of a plugin, for packages that derive types from theirs. */
export type SchemaOf<P> =
  P extends Plugin<PluginKind, string, infer TSchema extends ConfigSchema> ? TSchema : never;
