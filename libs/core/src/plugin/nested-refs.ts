import type { PathSegment } from '../errors/convlab-error.ts';
import type { PluginKind } from '../kinds/kinds.ts';
import type { JsonObject } from './define-plugin.ts';
import { PLUGIN_KIND_MARK } from './plugin-ref.ts';

/** Replaces a nested reference. */
export type RefVisitor = (kind: PluginKind, ref: unknown, path: readonly PathSegment[]) => unknown;

/**
 * Rebuilds `value`, replacing every nested plugin reference that its JSON Schema marks.
 *
 * Walks properties, array items, tuples, records and unions; the schema says where references are, so a configuration
 * that merely looks like one is left alone.
 */
export function replaceNestedRefs(
  schema: JsonObject,
  value: unknown,
  visit: RefVisitor,
  path: readonly PathSegment[] = [],
): unknown {
  const kind = schema[PLUGIN_KIND_MARK];
  if (typeof kind === 'string')
    return value === null || value === undefined ? value : visit(kind as PluginKind, value, path);
  const branch = unionBranch(schema, value);
  if (branch !== undefined) return replaceNestedRefs(branch, value, visit, path);
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => descend(itemSchema(schema, i), item, visit, [...path, i]));
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        descend(propertySchema(schema, key), item, visit, [...path, key]),
      ]),
    );
  }
  return value;
}

function descend(
  schema: JsonObject | undefined,
  value: unknown,
  visit: RefVisitor,
  path: readonly PathSegment[],
): unknown {
  return schema === undefined ? value : replaceNestedRefs(schema, value, visit, path);
}

/** The branch of a union that can hold `value`: the first that is marked, else the first of the same JSON type. */
function unionBranch(schema: JsonObject, value: unknown): JsonObject | undefined {
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (!Array.isArray(branches)) return undefined;
  const candidates = branches.filter(isObject).filter((branch) => accepts(branch, value));
  return candidates.find((branch) => PLUGIN_KIND_MARK in branch) ?? candidates[0];
}

function accepts(branch: JsonObject, value: unknown): boolean {
  const type = branch['type'];
  if (value === null) return type === 'null';
  if (PLUGIN_KIND_MARK in branch) return typeof value === 'string' || isObject(value);
  if (Array.isArray(value)) return type === 'array';
  return type === undefined || type === typeof value;
}

function itemSchema(schema: JsonObject, index: number): JsonObject | undefined {
  const fixed = schema['prefixItems'];
  const found: unknown = Array.isArray(fixed) && index < fixed.length ? fixed[index] : schema['items'];
  return isObject(found) ? found : undefined;
}

function propertySchema(schema: JsonObject, key: string): JsonObject | undefined {
  const properties = schema['properties'];
  const found: unknown =
    isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : schema['additionalProperties'];
  return isObject(found) ? found : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
