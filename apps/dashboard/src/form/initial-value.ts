import { asObject } from './prepare.ts';
import { titleOf, type JsonSchema } from './schema.ts';

/** What a required part of that schema starts from: everything that it must have, in as little as it may have. */
export function initialValue(schema: JsonSchema): unknown {
  switch (schema['type']) {
    case 'object':
      return initialObject(schema);
    case 'array': {
      const count = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
      const items: unknown[] = [];
      for (let i = 0; i < count; i += 1) items.push(newItem(asObject(schema['items']), items));
      return items;
    }
    default:
      return undefined;
  }
}

/** A further item of a list of objects: what it must have, with a name that no other item has. */
export function newItem(schema: JsonSchema, others: readonly unknown[]): Record<string, unknown> {
  const item = initialObject(schema);
  return asObject(schema['properties'])['name'] === undefined
    ? item
    : { name: freeName(titleOf(schema, 'item').toLowerCase(), others), ...item };
}

/** A copy of an item of a list under a name that no other item has. */
export function copyOfItem(item: unknown, others: readonly unknown[]): unknown {
  const { name } = asObject(item);
  return typeof name === 'string' ? { ...asObject(item), name: freeName(name, others) } : item;
}

function initialObject(schema: JsonSchema): Record<string, unknown> {
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const properties = asObject(schema['properties']);
  return Object.fromEntries(
    required.flatMap((name) => {
      const value = initialValue(asObject(properties[name]));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/* "arm 1", "arm 2"; of "arm 2" and of "wide", a copy is "arm 3" and "wide 2". */
function freeName(name: string, others: readonly unknown[]): string {
  const taken = new Set(others.map((other) => asObject(other)['name']));
  const base = name.replace(/ \d+$/, '');
  for (let number = taken.has(base) ? 2 : 1; ; number += 1)
    if (!taken.has(`${base} ${number}`)) return `${base} ${number}`;
}
