import leven from 'leven';
import { printValue, valueAt, type PathSegment } from '../errors/convlab-error.ts';
import type { PluginKind } from '../kinds/kinds.ts';
import type { JsonObject, Plugin } from './define-plugin.ts';
import { deepFreeze } from './freeze.ts';
import type { Issue, Result } from './issue.ts';
import { manifestOf } from './manifest.ts';
import { plainMessage } from './plain-message.ts';
import { replaceNestedRefs } from './nested-refs.ts';
import type { PluginRefObject } from './plugin-ref.ts';

/** A reference that has been checked: its plugin is known and its configuration is complete. */
export interface ParsedRef {
  readonly plugin: Plugin;
  /** The configuration with defaults, frozen; nested references are in their complete form. */
  readonly config: JsonObject;
  /** The complete reference as JSON: full id, version, every default written out. Parses to itself. */
  readonly ref: PluginRefObject;
  /** Whether a migration brought it to the plugin's version. */
  readonly migrated: boolean;
}

type PluginMap = ReadonlyMap<string, Plugin>;

/** A full id: `conv` → `convlab/conv`. */
export function fullId(id: string): string {
  return id.includes('/') ? id : `convlab/${id}`;
}

/** Checks a reference from outside against the plugins of one registry. */
export function parseRef(
  byKey: PluginMap,
  kind: PluginKind,
  ref: unknown,
  options = { configToo: true },
): Result<ParsedRef> {
  const written = typeof ref === 'string' ? { id: ref } : ref;
  if (!isRefObject(written))
    return fault(
      'E_PLUGIN_REF',
      [],
      `Expected the id of a ${kind}, or an object with an id; received ${printValue(ref)}.`,
    );
  const plugin = byKey.get(`${kind}:${fullId(written.id)}`);
  if (plugin === undefined) return unknownPlugin(byKey, kind, written.id);
  if (!options.configToo) return done(plugin, {}, false);
  const { id: _id, version = plugin.version, kind: _kind, ...config } = written;
  if (!Number.isInteger(version) || version < 1 || version > plugin.version) {
    return fault(
      'E_PLUGIN_VERSION',
      ['version'],
      `"${plugin.id}" is written for version ${printValue(version)}, but version ${plugin.version} is installed.`,
      'Update the package that provides it, or write the configuration for the installed version.',
    );
  }
  return parseConfig(byKey, plugin, migrateConfig(plugin, config, version), version !== plugin.version);
}

function parseConfig(
  byKey: PluginMap,
  plugin: Plugin,
  config: JsonObject,
  migrated: boolean,
): Result<ParsedRef> {
  const checked = plugin.config['~standard'].validate(config);
  if (checked instanceof Promise) {
    return fault(
      'E_PLUGIN_SCHEMA',
      [],
      `The configuration schema of "${plugin.id}" is asynchronous.`,
      'Use a schema that validates at once.',
    );
  }
  if (checked.issues !== undefined) {
    const issues = checked.issues.map((issue): Issue => {
      const path = (issue.path ?? []).map(pathSegment);
      const received = path.length === 0 ? undefined : valueAt(config, path);
      return { code: 'E_CONFIG_INVALID', path, message: describeFault(plugin, issue.message, received) };
    });
    return { ok: false, issues };
  }
  const issues: Issue[] = [];
  const complete = replaceNestedRefs(manifestOf(plugin).schema, checked.value, (kind, ref, path) => {
    const nested = parseRef(byKey, kind, ref);
    if (nested.ok) return nested.value.ref;
    issues.push(...nested.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
    return ref;
  });
  return issues.length > 0 ? { ok: false, issues } : done(plugin, complete as JsonObject, migrated);
}

function describeFault(plugin: Plugin, message: string, received: unknown): string {
  return `${plugin.title}: ${plainMessage(message, received)}`;
}

function pathSegment(segment: PropertyKey | { readonly key: PropertyKey }): PathSegment {
  const key = typeof segment === 'object' ? segment.key : segment;
  return typeof key === 'symbol' ? String(key) : key;
}

function done(plugin: Plugin, config: JsonObject, migrated: boolean): Result<ParsedRef> {
  const frozen = deepFreeze(config);
  const ref = deepFreeze({ id: plugin.id, version: plugin.version, ...frozen });
  return { ok: true, value: { plugin, config: frozen, ref, migrated } };
}

function migrateConfig(plugin: Plugin, config: JsonObject, from: number): JsonObject {
  let current = config;
  for (let version = from; version < plugin.version; version++) {
    current = plugin.migrate?.[version]?.(current) ?? current;
  }
  return current;
}

function unknownPlugin(byKey: PluginMap, kind: PluginKind, id: string): Result<never> {
  const known = [...byKey.values()]
    .filter((plugin) => plugin.kind === kind)
    .map(({ id: each }) => shortId(each));
  const name = shortId(id);
  const nearest = known
    .map((each) => ({ each, distance: leven(each, name) }))
    .filter(({ each, distance }) => distance <= Math.max(2, each.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => `"${each}"`);
  const hint = nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : knownIds(kind, known);
  return fault('E_PLUGIN_UNKNOWN', [], `No ${kind} is called "${id}".`, hint);
}

function knownIds(kind: PluginKind, known: readonly string[]): string {
  if (known.length === 0)
    return `No ${kind} plugin is installed; list the package that provides it in convlab.config.ts.`;
  return `Known: ${known.join(', ')}.`;
}

function shortId(id: string): string {
  return id.startsWith('convlab/') ? id.slice('convlab/'.length) : id;
}

function isRefObject(value: unknown): value is PluginRefObject {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

function fault(
  code: Issue['code'],
  path: readonly PathSegment[],
  message: string,
  hint?: string,
): Result<never> {
  return { ok: false, issues: [{ code, path, message, ...(hint === undefined ? {} : { hint }) }] };
}
