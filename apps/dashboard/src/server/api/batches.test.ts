import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { batches } from './batches.ts';

async function* items(...steps: (number | { wait: number })[]): AsyncGenerator<number> {
  for (const step of steps) {
    if (typeof step === 'number') yield step;
    else await sleep(step.wait);
  }
}

describe('batches', () => {
  it('sends the first at once, what follows together, and loses nothing', async () => {
    const got: number[][] = [];
    for await (const batch of batches(items(1, { wait: 20 }, 2, 3, { wait: 20 }, 4, { wait: 200 }, 5), 100))
      got.push(batch);
    expect(got).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('keeps the distance between batches', async () => {
    const times: number[] = [];
    const many = Array.from({ length: 40 }, (_, i) => [i, { wait: 5 }]).flat();
    for await (const _ of batches(items(...many), 80)) times.push(performance.now());
    const gaps = times.slice(1, -1).map((time, i) => time - (times[i] as number));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(75);
  });

  it('lets an urgent item go at once, with what waited before it', async () => {
    const got: number[][] = [];
    const source = items(1, { wait: 20 }, 2, { wait: 20 }, 99, { wait: 50 }, 3);
    for await (const batch of batches(source, 1_000, (item) => item === 99)) got.push(batch);
    expect(got).toEqual([[1], [2, 99], [3]]);
  });

  it('joins a stored past', async () => {
    const past = Array.from({ length: 1000 }, (_, i) => i);
    const got: number[][] = [];
    for await (const batch of batches(items(...past), 50)) got.push(batch);
    expect(got.flat()).toEqual(past);
    expect(got.length).toBeLessThan(5);
  });

  it('hands on what went wrong in the source', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('broken');
    }
    await expect(async () => {
      for await (const batch of batches(broken(), 10)) expect(batch).toEqual([1]);
    }).rejects.toThrow('broken');
  });

  it('ends the source when its reader leaves', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let i = 0; ; i++) {
          yield i;
          await sleep(1);
        }
      } finally {
        ended = true;
      }
    }
    for await (const _ of batches(endless(), 10)) break;
    expect(ended).toBe(true);
  });
});
