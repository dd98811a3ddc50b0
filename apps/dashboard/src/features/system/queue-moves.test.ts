import { describe, expect, it } from 'vitest';
import { moved, placeOf, placeOfDrop } from './queue-moves.ts';

const ids = ['a', 'b', 'c'];
const items = ids.map((id) => ({ id }));

describe('moves within the queue', () => {
  it('go to neighbours, and nowhere from the ends', () => {
    expect(placeOf(ids, 2, 'first')).toEqual({ before: 'a' });
    expect(placeOf(ids, 2, 'up')).toEqual({ before: 'b' });
    expect(placeOf(ids, 0, 'down')).toEqual({ after: 'b' });
    expect([placeOf(ids, 0, 'first'), placeOf(ids, 0, 'up'), placeOf(ids, 2, 'down')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('take the place of what they are dropped on', () => {
    const dropped = (dragged: string, target: string) => {
      const place = placeOfDrop(ids, dragged, target);
      return place === undefined ? undefined : moved(items, dragged, place).map(({ id }) => id);
    };
    expect(dropped('a', 'c')).toEqual(['b', 'c', 'a']);
    expect(dropped('c', 'a')).toEqual(['c', 'a', 'b']);
    expect(dropped('b', 'b')).toBeUndefined();
    expect(dropped('x', 'b')).toBeUndefined();
  });

  it('leave a list alone that no longer holds them', () => {
    expect(moved(items, 'x', { before: 'a' })).toEqual(items);
    expect(moved(items, 'a', { before: 'x' })).toEqual(items);
  });
});
