import { expect, it } from 'vitest';
import { withChanges, type RunRow } from './use-runs.ts';

const run = (id: string, createdAt: string, rest: object = {}) =>
  ({ id, createdAt, epoch: 0, archived: false, ...rest }) as unknown as RunRow;
const changes = (runs: RunRow[], removed: string[] = []) => ({ runs, removed });
const ids = ({ pages }: { pages: { items: RunRow[] }[] }) =>
  pages.map((page) => page.items.map(({ id }) => id));

const data = {
  pages: [{ items: [run('c', '3'), run('b', '2')] }, { items: [run('a', '1')] }],
  pageParams: [null, 'x'],
};

it('replaces what changed in place and puts what is new on top, newest first', () => {
  const after = withChanges(data, changes([run('a', '1', { epoch: 7 }), run('d', '4'), run('e', '5')]));
  expect(ids(after)).toEqual([['e', 'd', 'c', 'b'], ['a']]);
  expect(after.pages[1]?.items[0]?.epoch).toBe(7);
});

it('lets go what was put away, and takes in what came back', () => {
  expect(ids(withChanges(data, changes([run('b', '2', { archived: true })])))).toEqual([['c'], ['a']]);
  expect(ids(withChanges(data, changes([run('z', '9', { archived: true })]), true))).toEqual([['z'], []]);
});

it('lets go what was removed, also if it changed right before', () => {
  expect(ids(withChanges(data, changes([run('z', '9')], ['b', 'z'])))).toEqual([['c'], ['a']]);
});
