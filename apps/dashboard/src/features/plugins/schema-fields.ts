import type { JsonSchema } from '../../form/schema.ts';

/** One field of a configuration, for people. */
export interface SchemaField {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  /** As JSON; `undefined` when there is none. */
  readonly fallback: string | undefined;
  readonly required: boolean;
  readonly description: string;
}

/** The fields of a configuration's schema, in its order. */
export function schemaFields(schema: JsonSchema): readonly SchemaField[] {
  const properties = asObject(schema['properties']);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, value]) => {
    const field = asObject(value);
    return {
      name,
      title: typeof field['title'] === 'string' ? field['title'] : '',
      type: typeText(field),
      fallback: 'default' in field ? JSON.stringify(field['default']) : undefined,
      required: required.includes(name) && !('default' in field),
      description: typeof field['description'] === 'string' ? field['description'] : '',
    };
  });
}

/** What may stand there: `whole number, 1 to 20`, `"same" or "valid"`, `initializer`. */
export function typeText(schema: JsonSchema): string {
  const kind = schema['x-plugin-kind'];
  if (typeof kind === 'string') return kind;
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' or ');
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return branches.map((branch) => typeText(asObject(branch))).join(' or ');
  switch (schema['type']) {
    case 'integer':
      return `whole number${bounds(schema)}`;
    case 'number':
      return `number${bounds(schema)}`;
    case 'array':
      return arrayText(schema);
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    default:
      return typeof schema['type'] === 'string' ? schema['type'] : 'anything';
  }
}

function arrayText(schema: JsonSchema): string {
  const fixed = schema['prefixItems'];
  if (Array.isArray(fixed)) return `[${fixed.map((item) => typeText(asObject(item))).join(', ')}]`;
  const { minItems, maxItems } = schema;
  const count =
    typeof maxItems === 'number' && maxItems < Number.MAX_SAFE_INTEGER
      ? `${typeof minItems === 'number' ? minItems : 0} to ${maxItems} × `
      : 'list of ';
  return `${count}${typeText(asObject(schema['items']))}`;
}

function bounds(schema: JsonSchema): string {
  const number = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
  const [min, max] = [number('minimum'), number('maximum')];
  const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')];
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}`;
  const low = min !== undefined ? `from ${min}` : above !== undefined ? `above ${above}` : undefined;
  const high = max !== undefined ? `to ${max}` : below !== undefined ? `below ${below}` : undefined;
  const parts = [low, high].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}
