import { expect, it } from 'vitest';
import { isAdvanced, OPTIONAL, prepareSchema, SOURCE, sourceOf } from './prepare.ts';

const schema = {
  type: 'object',
  title: 'Experiment',
  required: ['set'],
  properties: {
    version: { type: 'number', const: 1 },
    set: { anyOf: [{ type: 'string' }], 'x-plugin-kind': 'data-set', default: 'digits' },
    seed: { type: 'integer', default: 1, ui: { advanced: true } },
    training: {
      type: 'object',
      default: {},
      title: 'Training',
      properties: { epochs: { type: 'integer', default: 20 } },
    },
    earlyStopping: { type: 'object', properties: { patience: { type: 'integer', default: 5 } } },
  },
};

it('keeps sections, hides what nobody edits, and keeps defaults out of reach', () => {
  const prepared = prepareSchema(schema);
  expect(Object.keys(prepared.properties ?? {})).toEqual(['set', 'seed', 'training', 'earlyStopping']);
  expect(prepared.properties?.['set']).toEqual({ [SOURCE]: schema.properties.set });
  expect(prepared.properties?.['training']).toMatchObject({
    type: 'object',
    [OPTIONAL]: false,
    title: 'Training',
  });
  expect(prepared.properties?.['earlyStopping']).toMatchObject({ [OPTIONAL]: true });
  expect(isAdvanced(prepared.properties?.['seed'])).toBe(true);
  expect(sourceOf(prepared.properties?.['set'])).toBe(schema.properties.set);
  const { properties: _, ...own } = prepared;
  expect(own).not.toHaveProperty('default');
});

it('survives a schema without properties', () => expect(prepareSchema({}).properties).toEqual({}));
