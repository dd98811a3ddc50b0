import { describe, expect, it } from 'vitest';
import { schemaFields, typeText } from './schema-fields.ts';

describe('typeText', () => {
  it.each([
    [{ type: 'integer', minimum: 1, maximum: 20 }, 'whole number, 1 to 20'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'number, above 0'],
    [{ type: 'number', minimum: 0, exclusiveMaximum: 1 }, 'number, from 0, below 1'],
    [{ enum: ['same', 'valid'] }, '"same" or "valid"'],
    [{ anyOf: [{ 'x-plugin-kind': 'normalization' }, { type: 'null' }] }, 'normalization or null'],
    [
      { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 1, maxItems: 50 },
      '1 to 50 × whole number, from 1',
    ],
    [{ prefixItems: [{ type: 'number' }, { type: 'number' }], type: 'array' }, '[number, number]'],
    [{}, 'anything'],
  ])('%j reads %s', (schema, text) => {
    expect(typeText(schema)).toBe(text);
  });
});

describe('schemaFields', () => {
  it('tells defaults from what is required', () => {
    const fields = schemaFields({
      properties: { groups: { type: 'integer', default: 8, title: 'Groups' }, path: { type: 'string' } },
      required: ['groups', 'path'],
    });
    expect(fields.map(({ name, fallback, required }) => [name, fallback, required])).toEqual([
      ['groups', '8', false],
      ['path', undefined, true],
    ]);
  });
});
