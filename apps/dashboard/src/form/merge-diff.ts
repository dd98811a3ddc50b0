import { mergePatch } from './refs.ts';

/**
 * The JSON merge patch (RFC 7386) that makes one object of another; `null` where none can, as such a patch cannot set anything to
 * null.
 */
export function mergeDiff(before: object, after: object): Record<string, unknown> | null {
  const patch = diff(before as Record<string, unknown>, after as Record<string, unknown>);
  return same(mergePatch(before, patch), after) ? patch : null;
}

function diff(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[key], after[key]];
    if (same(old, now)) continue;
    if (now === undefined) patch[key] = null;
    else patch[key] = isObject(old) && isObject(now) ? diff(old, now) : now;
  }
  return patch;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two values are the same JSON, in whatever order keys are. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
