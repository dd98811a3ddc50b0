import { PLUGIN_KIND_MARK, type JsonObject } from '@convlab/core';

/** Values that a JSON Schema rules out: one beyond each bound, one outside each enumeration, one of another type. */
export function badValues(schema: JsonObject): readonly unknown[] {
  if (PLUGIN_KIND_MARK in schema) return [{ id: 'nobody/nothing-of-that-name' }, 7];
  const values: unknown[] = [{ surely: 'of another type' }];
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema as Record<string, unknown>;
  if (typeof minimum === 'number') values.push(minimum - 1);
  if (typeof maximum === 'number') values.push(maximum + 1);
  if (typeof exclusiveMinimum === 'number') values.push(exclusiveMinimum);
  if (typeof exclusiveMaximum === 'number') values.push(exclusiveMaximum);
  if (schema['type'] === 'integer') values.push((typeof minimum === 'number' ? minimum : 0) + 0.5);
  if (Array.isArray(schema['enum'])) values.push('none of these');
  return values;
}
