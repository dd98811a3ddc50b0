import { ConvlabError, type PathSegment } from '@convlab/core';

/** Values by path of a specification, such as `optimizer.learningRate` or `regularizers.0.rate`. */
export type SettingsByPath = Readonly<Record<string, unknown>>;

/**
 * A copy of a specification with other values at some paths.
 *
 * Values of outer paths are set first, so that a choice of optimizer and a value of its configuration go together. A reference
 * that is its id alone becomes an object when a value is set within it.
 *
 * @throws {ConvlabError} E_SPEC_PATH when a path leads through something that has no parts
 */
export function setValues<T extends object>(spec: T, values: SettingsByPath): T {
  const copy = structuredClone(spec);
  const paths = Object.keys(values).toSorted((a, b) => depth(a) - depth(b));
  for (const path of paths) setValue(copy, path, values[path]);
  return copy;
}

/** The segments of a path: whole numbers are positions in a list. */
function segmentsOf(path: string): PathSegment[] {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

type Container = Record<PathSegment, unknown>;

function setValue(spec: object, path: string, value: unknown): void {
  const segments = segmentsOf(path);
  const last = segments.pop();
  if (last === undefined || segments.concat(last).some((part) => FORBIDDEN.has(String(part))))
    throw noPath(path, spec);
  let at = spec as Container;
  for (const part of segments) {
    at[part] = containerOf(Object.hasOwn(at, part) ? at[part] : undefined, path);
    at = at[part] as Container;
  }
  if (Array.isArray(at) && (typeof last !== 'number' || last > at.length)) throw noPath(path, at);
  at[last] = structuredClone(value);
}

/* Keys that would reach an object's prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '']);

function containerOf(value: unknown, path: string): object {
  if (value === undefined) return {};
  if (typeof value === 'string') return { id: value };
  if (typeof value === 'object' && value !== null) return value;
  throw noPath(path, value);
}

function depth(path: string): number {
  return path.split('.').length;
}

function noPath(path: string, received: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_SPEC_PATH',
    message: `There is nothing to set at "${path}"`,
    received,
    expected:
      'a path of the complete specification, such as "optimizer.learningRate" or "regularizers.0.rate"',
  });
}
