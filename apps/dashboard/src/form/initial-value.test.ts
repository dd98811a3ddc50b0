import { experimentSchema } from '@convlab/experiments';
import { describe, expect, it } from 'vitest';
import { copyOfItem, initialValue, newItem } from './initial-value.ts';
import { asObject } from './prepare.ts';

const parts = asObject(experimentSchema()['properties']);
const selection = asObject(parts['selection']);
const candidate = asObject(asObject(asObject(selection['properties'])['candidates'])['items']);

describe('what a part starts from', () => {
  it('is what it must have', () => {
    expect(initialValue(selection)).toEqual({
      candidates: [
        { name: 'candidate 1', set: {} },
        { name: 'candidate 2', set: {} },
      ],
    });
    expect(initialValue(asObject(parts['search']))).toEqual({ space: {} });
    expect(initialValue(asObject(parts['ensemble']))).toEqual({});
  });
});

describe('items of a list', () => {
  it('have names that no other has', () => {
    expect(newItem(candidate, [{ name: 'candidate 2' }, { name: 'candidate 1' }])).toEqual({
      name: 'candidate 3',
      set: {},
    });
    expect(newItem({ type: 'object', properties: { factor: {} } }, [])).toEqual({});
  });

  it('are copied with all that they are, but their name', () => {
    const wide = { name: 'wide', set: { a: 1 } };
    expect(copyOfItem(wide, [wide])).toEqual({ name: 'wide 2', set: { a: 1 } });
    expect(copyOfItem({ ...wide, name: 'wide 2' }, [wide, { name: 'wide 2' }])).toMatchObject({
      name: 'wide 3',
    });
    expect(copyOfItem({ factor: 2 }, [])).toEqual({ factor: 2 });
  });
});
