import { describe, expect, it } from 'vitest';
import { choiceText, choiceValue, domainFor, domainKind } from './domain.ts';
import type { Setting } from './settings.ts';

const setting: Setting = {
  path: 'optimizer.learningRate',
  label: 'Optimizer › Learning rate',
  schema: {},
  kinds: ['logUniform'],
  options: [],
  value: 0.01,
  min: 0,
  max: 0.05,
};

describe('domainFor', () => {
  it('reaches a decade to each side, and not beyond the bounds of the setting', () => {
    expect(domainFor(setting, 'logUniform')).toEqual({ logUniform: [0.001, 0.05] });
  });

  it('is all that a bounded setting can be', () => {
    expect(domainFor({ ...setting, max: 1 }, 'uniform')).toEqual({ uniform: [0, 1] });
    expect(domainFor({ ...setting, max: Infinity }, 'uniform')).toEqual({ uniform: [0.005, 0.02] });
  });

  it('is of whole numbers that differ', () => {
    const units = { ...setting, min: 1, max: Infinity };
    expect(domainFor({ ...units, value: 1 }, 'integer')).toEqual({ integer: [1, 2] });
    expect(domainFor({ ...units, value: 33 }, 'integer')).toEqual({ integer: [16, 66] });
  });

  it('chooses between what holds and one other', () => {
    const one = { ...setting, options: ['relu', 'tanh', 'elu'] };
    expect(domainFor({ ...one, value: 'tanh' }, 'choice')).toEqual({ choice: ['tanh', 'relu'] });
    expect(domainFor({ ...one, value: undefined }, 'choice')).toEqual({ choice: ['relu', 'tanh'] });
    expect(domainFor({ ...setting, value: [3, 3] }, 'choice')).toEqual({ choice: [[3, 3]] });
  });
});

describe('values of choices', () => {
  it.each([1, 0.5, true, null, 'adam', '1', 'true', '', [8, 16], { id: 'sgd', momentum: 0.9 }])(
    'come back from their text: %j',
    (value) => {
      expect(choiceValue(choiceText(value))).toEqual(value);
    },
  );
});

it('tells domains apart', () => {
  expect(domainKind({ integer: [1, 2], when: {} })).toBe('integer');
  expect(domainKind({ other: 1 })).toBeUndefined();
  expect(domainKind(null)).toBeUndefined();
});
