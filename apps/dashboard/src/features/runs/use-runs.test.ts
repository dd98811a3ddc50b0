import { expect, it } from 'vitest';
import { withChanges, type RunRow } from './use-runs.ts';

const run = (id: string, createdAt: string, epoch = 0) => ({ id, createdAt, epoch }) as unknown as RunRow;

it('replaces what changed in place and puts what is new on top, newest first', () => {
  const data = {
    pages: [{ items: [run('c', '3'), run('b', '2')] }, { items: [run('a', '1')] }],
    pageParams: [null, 'x'],
  };
  const after = withChanges(data, [run('a', '1', 7), run('d', '4'), run('e', '5')]);
  expect(after.pages.map((page) => page.items.map(({ id }) => id))).toEqual([['e', 'd', 'c', 'b'], ['a']]);
  expect(after.pages[1]?.items[0]?.epoch).toBe(7);
});
