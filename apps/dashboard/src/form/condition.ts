import { domainKind } from './domain.ts';
import { asObject } from './prepare.ts';

/** A search space as a specification has it: domains by path. */
export type WrittenSpace = Readonly<Record<string, unknown>>;

/** When a parameter of a search exists: only where another one has one of these values. */
export interface Condition {
  readonly path: string;
  readonly in: readonly unknown[];
}

/* A parameter of more whole numbers than these is not offered one by one. */
const MAX_LISTED = 24;

/** The condition of a domain as written; `undefined` for none, and for what is none. */
export function conditionOf(domain: unknown): Condition | undefined {
  const when = asObject(asObject(domain)['when']);
  if (typeof when['path'] !== 'string') return undefined;
  return { path: when['path'], in: Array.isArray(when['in']) ? (when['in'] as unknown[]) : [] };
}

/** The parameters that the one at `path` may depend on: all others that do not depend on it themselves. */
export function possibleParents(space: WrittenSpace, path: string): string[] {
  return Object.keys(space).filter((other) => !dependsOn(space, other, path));
}

function dependsOn(space: WrittenSpace, path: string, on: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = path;
  // Written conditions may go in a circle, which the server says.
  while (at !== undefined && !seen.has(at)) {
    if (at === on) return true;
    seen.add(at);
    at = conditionOf(space[at])?.path;
  }
  return false;
}

/** The values of a parameter that a condition can ask for, where they can be listed. */
export function listedValues(domain: unknown): readonly unknown[] {
  const kind = domainKind(domain);
  const written = kind === undefined ? undefined : asObject(domain)[kind];
  if (!Array.isArray(written)) return [];
  if (kind === 'choice') return written as unknown[];
  const [low, high] = written as unknown[];
  if (kind !== 'integer' || !Number.isInteger(low) || !Number.isInteger(high)) return [];
  const count = (high as number) - (low as number) + 1;
  return count > MAX_LISTED || count < 1 ? [] : Array.from({ length: count }, (_, i) => (low as number) + i);
}

/** A condition to begin with: on one of the parameters that it may ask, and one whose values can be listed if there is one. */
export function firstCondition(space: WrittenSpace, parents: readonly string[]): Condition | undefined {
  const path = parents.find((parent) => listedValues(space[parent]).length > 0) ?? parents[0];
  return path === undefined ? undefined : { path, in: listedValues(space[path]).slice(0, 1) };
}
