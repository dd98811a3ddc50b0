import { describe, expect, it } from 'vitest';
import { historyOf, recorded, redone, undone } from './history.ts';

const typed = (...steps: readonly (readonly [text: string, at: number])[]) =>
  steps.reduce((history, [text, now]) => recorded(history, text, { now, joins: true }), historyOf(''));

describe('a history', () => {
  it('goes back and forth', () => {
    const history = typed(['a', 0], ['b', 1000]);
    expect(undone(history).present).toBe('a');
    expect(undone(undone(history)).present).toBe('');
    expect(undone(undone(undone(history))).present).toBe('');
    expect(redone(undone(history))).toMatchObject({ present: 'b', past: ['', 'a'], future: [] });
    expect(redone(history)).toBe(history);
  });

  it('takes fast typing as one change', () => {
    const fast = typed(['a', 0], ['ab', 100], ['abc', 200]);
    expect(undone(fast).present).toBe('');
    expect(undone(recorded(fast, 'pasted', { now: 210, joins: false })).present).toBe('abc');
  });

  it('gives up what was undone when something else is done, and joins nothing to what was undone', () => {
    const history = recorded(undone(typed(['a', 0], ['b', 1000])), 'c', { now: 1001, joins: true });
    expect(history).toMatchObject({ present: 'c', past: ['', 'a'], future: [] });
  });
});
