import { expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

const run = (status: string, from: number | null, to: number | null) => ({
  status,
  startedAt: from === null ? null : new Date(from).toISOString(),
  finishedAt: to === null ? null : new Date(to).toISOString(),
});

it('is what is left at the pace of what is done', () => {
  const runs = [
    run('finished', 0, 1000),
    run('finished', 0, 3000),
    run('running', 0, null),
    run('running', 0, null),
  ];
  // Six are left, two seconds each, two at a time.
  expect(timeLeft(runs, 8)).toBe(6000);
  expect(timeLeft([], 8)).toBeNull();
  expect(timeLeft(runs.slice(0, 2), 2)).toBeNull();
});
