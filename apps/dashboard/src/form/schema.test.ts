import { experimentSchema } from '@convlab/experiments';
import { builtinRegistry } from '@convlab/workbench';
import { describe, expect, it } from 'vitest';
import { controlOf, uiOf, type JsonSchema } from './schema.ts';

const plugin = (kind: string) => ({ anyOf: [{ type: 'string' }, { type: 'object' }], 'x-plugin-kind': kind });

describe('controlOf', () => {
  it.each([
    ['hidden by hint', { type: 'string', ui: { hidden: true } }, { type: 'hidden' }],
    ['a constant', { type: 'number', const: 1 }, { type: 'hidden' }],
    ['a plugin', plugin('optimizer'), { type: 'plugin', kind: 'optimizer', nullable: false }],
    [
      'a plugin or none',
      { anyOf: [plugin('normalization'), { type: 'null' }] },
      { type: 'plugin', kind: 'normalization', nullable: true },
    ],
    [
      'plugins',
      { type: 'array', items: plugin('regularizer'), maxItems: 20 },
      { type: 'plugin-list', kind: 'regularizer', maxItems: 20 },
    ],
    [
      'a number or a schedule, on a logarithmic scale',
      { anyOf: [{ type: 'number', minimum: 0 }, plugin('schedule')], ui: { scale: 'log' } },
      { type: 'number-or-plugin', kind: 'schedule', integer: false, log: true, min: 0 },
    ],
    [
      'an integer',
      { type: 'integer', minimum: 1, maximum: 9 },
      { type: 'number', integer: true, log: false, min: 1, max: 9 },
    ],
    [
      'a fraction below one',
      { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      { type: 'number', integer: false, log: false, min: 0, max: 1 },
    ],
    [
      'a number or a word',
      {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'string', const: 'full' },
        ],
      },
      { type: 'number-or-word', word: 'full', integer: true, log: false, min: 1 },
    ],
    [
      'numbers',
      { type: 'array', minItems: 1, items: { type: 'integer', minimum: 1 } },
      { type: 'number-list', minItems: 1, maxItems: Infinity, integer: true, log: false, min: 1 },
    ],
    [
      'two numbers',
      { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }] },
      { type: 'pair', single: false, integer: true, log: false },
    ],
    [
      'one number for both axes, or two',
      {
        anyOf: [{ type: 'integer' }, { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer' } }],
      },
      { type: 'pair', single: true, integer: true, log: false },
    ],
    [
      'an enum',
      { type: 'string', enum: ['same', 'valid'] },
      { type: 'choice', options: ['same', 'valid'], nullable: false },
    ],
    [
      'constants',
      { anyOf: [{ const: 'a' }, { const: 'b' }, { type: 'null' }] },
      { type: 'choice', options: ['a', 'b'], nullable: true },
    ],
    [
      'several of an enum',
      { type: 'array', items: { type: 'string', enum: ['kernel', 'bias'] } },
      { type: 'choices', options: ['kernel', 'bias'] },
    ],
    ['a boolean', { type: 'boolean' }, { type: 'switch' }],
    [
      'objects in an array',
      { type: 'array', minItems: 2, items: { type: 'object', properties: {} } },
      { type: 'object-list', item: { type: 'object', properties: {} }, minItems: 2, maxItems: Infinity },
    ],
    [
      'a number or none',
      { anyOf: [{ type: 'number', minimum: 1 }, { type: 'null' }] },
      { type: 'number-or-none', integer: false, min: 1, log: false },
    ],
    ['values by path', { type: 'object', ui: { control: 'settings' } }, { type: 'settings' }],
    ['text', { type: 'string', minLength: 1 }, { type: 'text' }],
    ['a section', { type: 'object', properties: {} }, { type: 'section' }],
  ])('%s', (_, schema, control) => expect(controlOf(schema)).toEqual(control));

  it.each([
    ['a record', { type: 'object', additionalProperties: {} }],
    ['an unknown union', { anyOf: [{ type: 'string' }, { type: 'object' }, { type: 'number' }] }],
    ['nothing at all', {}],
    ['nonsense', { type: 'quaternion', anyOf: 3, enum: 'x' }],
  ])('falls back to JSON for %s', (_, schema) => expect(controlOf(schema)).toEqual({ type: 'json' }));
});

describe('the schemas that ship with ConvLab', () => {
  /* Layers are written in graphs, which are files. */
  const manifests = builtinRegistry()
    .manifest()
    .filter(({ kind }) => kind !== 'layer');
  it.each([{ id: 'experiment', schema: experimentSchema() }, ...manifests])(
    'need no JSON in the form of $id',
    ({ schema }) => expect(jsonFields(schema, '')).toEqual([]),
  );
});

/** The paths of the fields that are edited as JSON. */
function jsonFields(schema: JsonSchema, at: string): string[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return properties.flatMap(([name, property]) => {
    const control = controlOf(property);
    const path = `${at}.${name}`;
    if (control.type === 'section') return jsonFields(property, path);
    if (control.type === 'object-list') return jsonFields(control.item, path);
    return control.type === 'json' ? [path] : [];
  });
}

describe('uiOf', () => {
  it('is empty without hints', () => {
    expect(uiOf({})).toEqual({});
    expect(uiOf({ ui: 'odd' })).toEqual({});
  });
});
