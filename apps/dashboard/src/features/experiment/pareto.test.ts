import { describe, expect, it } from 'vitest';
import { cheapestWithin, kneeOf, paretoFront } from './pareto.ts';

const at = (number: number, cost: number, error: number) => ({ number, cost, error });

describe('a Pareto front', () => {
  const all = [at(0, 10, 0.5), at(1, 5, 0.6), at(2, 20, 0.5), at(3, 10, 0.4), at(4, 40, 0.39), at(5, 4, 0.9)];

  it('holds those that nothing beats, by cost', () => {
    expect(paretoFront(all).map(({ number }) => number)).toEqual([5, 1, 3, 4]);
    expect(paretoFront([])).toEqual([]);
  });

  it('agrees with asking every pair', () => {
    const many = Array.from({ length: 60 }, (_, i) => at(i, (i * 37) % 61, (i * 17) % 59));
    const unbeaten = many.filter(
      (one) =>
        !many.some(
          (other) =>
            other.cost <= one.cost &&
            other.error <= one.error &&
            (other.cost < one.cost || other.error < one.error),
        ),
    );
    expect(new Set(paretoFront(many).map(({ number }) => number))).toEqual(
      new Set(unbeaten.map(({ number }) => number)),
    );
  });

  it('keeps one of equals, the first', () => {
    expect(paretoFront([at(7, 1, 1), at(3, 1, 1)]).map(({ number }) => number)).toEqual([3]);
  });

  it('knows the cheapest that errs no more than chance explains', () => {
    const front = paretoFront(all);
    expect(cheapestWithin(front, 0.02)?.number).toBe(3);
    expect(cheapestWithin(front, 0)?.number).toBe(4);
    expect(cheapestWithin([], 1)).toBeUndefined();
  });

  it('bends most at its knee', () => {
    expect(kneeOf([at(0, 0, 1), at(1, 1, 0.1), at(2, 10, 0)])?.number).toBe(1);
    expect(kneeOf([at(0, 0, 1), at(1, 9, 0.5), at(2, 10, 0)])?.number).toBe(0);
    expect(kneeOf([at(0, 0, 1), at(1, 1, 0)])).toBeUndefined();
  });
});
