import type { RJSFSchema } from '@rjsf/utils';
import { controlOf, uiOf, type JsonSchema } from './schema.ts';

/** Where a prepared schema keeps the schema that a field was made from. */
export const SOURCE = 'x-source';
/** Marks a section that may be left out as a whole. */
export const OPTIONAL = 'x-optional';

/**
 * A schema as the form library gets it: sections as objects, everything else as a leaf that carries its source.
 *
 * Defaults stay out: what the user did not set is not in the data, and fields show the default by themselves.
 */
export function prepareSchema(schema: JsonSchema): RJSFSchema {
  const properties = asObject(schema['properties']);
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  return {
    type: 'object',
    ...(typeof schema['title'] === 'string' ? { title: schema['title'] } : {}),
    ...(typeof schema['description'] === 'string' ? { description: schema['description'] } : {}),
    [SOURCE]: schema,
    required,
    properties: Object.fromEntries(
      Object.entries(properties)
        .filter(([, property]) => controlOf(asObject(property)).type !== 'hidden')
        .map(([name, property]) => [name, prepareProperty(asObject(property), required.includes(name))]),
    ),
  };
}

/** The schema that a prepared one was made from. */
export function sourceOf(prepared: unknown): JsonSchema {
  return asObject(asObject(prepared)[SOURCE]);
}

/** Whether a property belongs to the settings that are folded away. */
export function isAdvanced(prepared: unknown): boolean {
  return uiOf(sourceOf(prepared)).advanced === true;
}

function prepareProperty(schema: JsonSchema, required: boolean): RJSFSchema {
  if (controlOf(schema).type !== 'section') return { [SOURCE]: schema };
  const optional = !required && schema['default'] === undefined;
  return { ...prepareSchema(schema), [OPTIONAL]: optional };
}

/** A value as an object; an empty one for what is none. */
export function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}
