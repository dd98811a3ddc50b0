import { describe, expect, it } from 'vitest';
import { conditionOf, firstCondition, listedValues, possibleParents } from './condition.ts';

const space = {
  optimizer: { choice: ['adam', 'sgd'] },
  'optimizer.momentum': { uniform: [0, 1], when: { path: 'optimizer', in: ['sgd'] } },
  'optimizer.nesterov': { choice: [true, false], when: { path: 'optimizer.momentum', in: [0.5] } },
  'training.batchSize': { integer: [14, 16] },
};

describe('conditions', () => {
  it('are read as they are written, and nothing else is one', () => {
    expect(conditionOf(space['optimizer.momentum'])).toEqual({ path: 'optimizer', in: ['sgd'] });
    expect(conditionOf({ when: { path: 'a' } })).toEqual({ path: 'a', in: [] });
    for (const none of [{}, null, 3, { when: {} }, { when: 'a' }]) expect(conditionOf(none)).toBeUndefined();
  });

  it('ask no parameter that depends on theirs, at any remove', () => {
    expect(possibleParents(space, 'optimizer')).toEqual(['training.batchSize']);
    expect(possibleParents(space, 'optimizer.momentum')).toEqual(['optimizer', 'training.batchSize']);
    const circle = {
      a: { choice: [1], when: { path: 'b', in: [1] } },
      b: { choice: [1], when: { path: 'a', in: [1] } },
      c: { choice: [1] },
    };
    expect(possibleParents(circle, 'c')).toEqual(['a', 'b']);
  });

  it('list the values that can be listed', () => {
    expect(listedValues(space.optimizer)).toEqual(['adam', 'sgd']);
    expect(listedValues(space['training.batchSize'])).toEqual([14, 15, 16]);
    for (const none of [{ uniform: [0, 1] }, { integer: [1, 1e6] }, { integer: ['x', 3] }, undefined])
      expect(listedValues(none)).toEqual([]);
  });

  it('begin with a parameter whose values can be listed', () => {
    expect(firstCondition(space, ['optimizer.momentum', 'optimizer'])).toEqual({
      path: 'optimizer',
      in: ['adam'],
    });
    expect(firstCondition(space, ['optimizer.momentum'])).toEqual({ path: 'optimizer.momentum', in: [] });
    expect(firstCondition(space, [])).toBeUndefined();
  });
});
