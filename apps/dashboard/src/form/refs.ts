/** A plugin reference as a specification has it. */
export type Ref = string | { readonly id: string; readonly [key: string]: unknown };

const OWN_NAMESPACE = 'convlab/';
const REF_KEYS = ['id', 'version'];

/** The id with its namespace, as manifests have it. */
function fullId(id: string): string {
  return id.includes('/') ? id : `${OWN_NAMESPACE}${id}`;
}

/** The id as people write it. */
export function shortId(id: string): string {
  return id.startsWith(OWN_NAMESPACE) ? id.slice(OWN_NAMESPACE.length) : id;
}

/** The full id that a value refers to; `undefined` for what is no reference. */
export function refId(value: unknown): string | undefined {
  if (typeof value === 'string') return fullId(value);
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return fullId(value.id);
  return undefined;
}

/** The configuration that a reference carries beside its id. */
export function configOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => !REF_KEYS.includes(key)));
}

/** A reference to the same plugin with another configuration; without any, the id alone. */
export function withConfig(ref: unknown, config: Readonly<Record<string, unknown>>): Ref {
  const id = typeof ref === 'string' ? ref : (ref as { id: string }).id;
  const set = Object.entries(config).filter(([, value]) => value !== undefined);
  return set.length === 0 ? shortId(id) : { id: shortId(id), ...Object.fromEntries(set) };
}

/** `value` with what lies at `path` replaced; containers are made as needed, and nothing is changed in place. */
export function setAt(value: unknown, path: readonly (string | number)[], item: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return item;
  if (Array.isArray(value) || typeof key === 'number') {
    const copy: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [];
    copy[Number(key)] = setAt(copy[Number(key)], rest, item);
    return copy;
  }
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const next = setAt(object[key], rest, item);
  const { [key]: _old, ...others } = object;
  if (next === undefined) return others;
  // An existing key keeps its place, so that the text beside the form does not jump.
  return key in object
    ? Object.fromEntries(Object.entries(object).map(([k, v]) => [k, k === key ? next : v]))
    : { ...object, [key]: next };
}

/** JSON merge patch (RFC 7386): objects merge, `null` removes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? (target as Record<string, unknown>)
      : {};
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
