/** A JSON Schema as manifests carry it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A plugin as forms need it. */
export interface FormManifest {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly schema: JsonSchema;
}

/** Bounds and scale of a number. */
export interface NumberFacts {
  readonly integer: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly log: boolean;
}

/** How a value is edited. */
export type Control =
  | { readonly type: 'hidden' }
  | { readonly type: 'section' }
  | { readonly type: 'plugin'; readonly kind: string; readonly nullable: boolean }
  | { readonly type: 'plugin-list'; readonly kind: string; readonly maxItems: number }
  | ({ readonly type: 'number-or-plugin'; readonly kind: string } & NumberFacts)
  | ({ readonly type: 'number' } & NumberFacts)
  | ({ readonly type: 'number-or-word'; readonly word: string } & NumberFacts)
  | ({ readonly type: 'number-list'; readonly minItems: number; readonly maxItems: number } & NumberFacts)
  | ({ readonly type: 'pair'; readonly single: boolean } & NumberFacts)
  | { readonly type: 'choice'; readonly options: readonly (string | number)[]; readonly nullable: boolean }
  | { readonly type: 'choices'; readonly options: readonly string[] }
  | { readonly type: 'search-space' }
  | { readonly type: 'settings' }
  | {
      readonly type: 'object-list';
      readonly item: JsonSchema;
      readonly minItems: number;
      readonly maxItems: number;
    }
  | ({ readonly type: 'number-or-none' } & NumberFacts)
  | { readonly type: 'switch' }
  | { readonly type: 'text' }
  | { readonly type: 'json' };

/** Hints of a schema about its control. */
export interface UiHints {
  readonly unit?: string;
  readonly advanced?: boolean;
  readonly hidden?: boolean;
  readonly scale?: string;
  /** A control of its own, where the form of the data does not tell. */
  readonly control?: string;
}

const MARK = 'x-plugin-kind';

/** The title of a schema, or what stands for it. */
export function titleOf(schema: JsonSchema, otherwise: string): string {
  return typeof schema['title'] === 'string' ? schema['title'] : otherwise;
}

/** What a schema says about its control beside its type. */
export function uiOf(schema: JsonSchema): UiHints {
  return isObject(schema['ui']) ? schema['ui'] : {};
}

/**
 * The control for a schema. What fits none of the known patterns is edited as JSON, so that no schema can break the form.
 */
export function controlOf(schema: JsonSchema): Control {
  if (uiOf(schema).hidden === true || 'const' in schema) return { type: 'hidden' };
  const { control } = uiOf(schema);
  if (control === 'search-space' || control === 'settings') return { type: control };
  const kind = schema[MARK];
  if (typeof kind === 'string') return { type: 'plugin', kind, nullable: false };
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return unionControl(branches.filter(isObject), schema);
  if (Array.isArray(schema['enum'])) return choice(schema['enum'], false);
  switch (schema['type']) {
    case 'object':
      return isObject(schema['properties']) ? { type: 'section' } : { type: 'json' };
    case 'array':
      return arrayControl(schema);
    case 'boolean':
      return { type: 'switch' };
    case 'number':
    case 'integer':
      return { type: 'number', ...numberFacts(schema, schema) };
    case 'string':
      return { type: 'text' };
    default:
      return { type: 'json' };
  }
}

function unionControl(branches: readonly JsonSchema[], schema: JsonSchema): Control {
  const nullable = branches.some((branch) => branch['type'] === 'null');
  const rest = branches.filter((branch) => branch['type'] !== 'null');
  const plugin = rest.find((branch) => typeof branch[MARK] === 'string');
  const number = rest.find(isNumberSchema);
  if (plugin !== undefined && rest.length === 1)
    return { type: 'plugin', kind: plugin[MARK] as string, nullable };
  if (plugin !== undefined && number !== undefined && rest.length === 2) {
    return { type: 'number-or-plugin', kind: plugin[MARK] as string, ...numberFacts(number, schema) };
  }
  const word = rest.find((branch) => typeof branch['const'] === 'string');
  if (number !== undefined && word !== undefined && rest.length === 2) {
    return { type: 'number-or-word', word: word['const'] as string, ...numberFacts(number, schema) };
  }
  const pair = rest.find(isPair);
  if (number !== undefined && pair !== undefined && rest.length === 2) {
    return { type: 'pair', single: true, ...numberFacts(number, schema) };
  }
  const constants = rest.map((branch) => branch['const']);
  if (constants.every((value) => typeof value === 'string' || typeof value === 'number'))
    return choice(constants, nullable);
  const only = rest[0];
  if (rest.length !== 1 || only === undefined) return { type: 'json' };
  if (Array.isArray(only['enum'])) return choice(only['enum'], nullable);
  return isNumberSchema(only) ? { type: 'number-or-none', ...numberFacts(only, schema) } : { type: 'json' };
}

function arrayControl(schema: JsonSchema): Control {
  if (isPair(schema)) return { type: 'pair', single: false, ...numberFacts(itemOf(schema), schema) };
  const items = itemOf(schema);
  const kind = items[MARK];
  const minItems = asNumber(schema['minItems']) ?? 0;
  const maxItems = asNumber(schema['maxItems']) ?? Infinity;
  if (typeof kind === 'string') return { type: 'plugin-list', kind, maxItems };
  if (isNumberSchema(items))
    return { type: 'number-list', minItems, maxItems, ...numberFacts(items, schema) };
  const options = items['enum'];
  if (Array.isArray(options) && options.every((value) => typeof value === 'string'))
    return { type: 'choices', options };
  if (isObject(items['properties'])) return { type: 'object-list', item: items, minItems, maxItems };
  return { type: 'json' };
}

function choice(values: readonly unknown[], nullable: boolean): Control {
  const options = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  return options.length === values.length ? { type: 'choice', options, nullable } : { type: 'json' };
}

function isNumberSchema(schema: JsonSchema): boolean {
  return (
    (schema['type'] === 'number' || schema['type'] === 'integer') &&
    !('const' in schema) &&
    !('enum' in schema)
  );
}

/** Two numbers of the same kind, as `kernelSize: [3, 3]`. */
function isPair(schema: JsonSchema): boolean {
  const fixed = schema['prefixItems'];
  if (Array.isArray(fixed))
    return fixed.length === 2 && fixed.every((item) => isObject(item) && isNumberSchema(item));
  return (
    schema['type'] === 'array' &&
    schema['minItems'] === 2 &&
    schema['maxItems'] === 2 &&
    isNumberSchema(itemOf(schema))
  );
}

function itemOf(schema: JsonSchema): JsonSchema {
  const fixed = schema['prefixItems'];
  const item: unknown = Array.isArray(fixed) ? fixed[0] : schema['items'];
  return isObject(item) ? item : {};
}

function numberFacts(number: JsonSchema, outer: JsonSchema): NumberFacts {
  const min = asNumber(number['minimum']) ?? asNumber(number['exclusiveMinimum']);
  const max = asNumber(number['maximum']) ?? asNumber(number['exclusiveMaximum']);
  return {
    integer: number['type'] === 'integer',
    log: uiOf(outer).scale === 'log' || uiOf(number).scale === 'log',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
