import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFlips, followExamples } from './forgetting.ts';

/* Six examples at five moments, by hand; their classes are 0, 1, 2, 0, 1 and 2. */
const truths = Uint8Array.of(0, 1, 2, 0, 1, 2);
const classes = [
  [0, 0, 1, 0, 1, 0],
  [0, 1, 0, 1, 1, 1],
  [0, 1, 0, 0, 0, 2],
  [0, 1, 1, 1, 1, 2],
  [0, 1, 1, 1, 0, 2],
];

describe('followExamples', () => {
  it('counts how often each was right, and how often right became wrong', () => {
    expect(followExamples({ truths, classes })).toEqual({
      timesRight: Int32Array.of(5, 4, 0, 2, 3, 3),
      timesForgotten: Int32Array.of(0, 0, 0, 2, 2, 0),
    });
  });

  it('knows nothing of no moments', () => {
    expect(followExamples({ truths, classes: [] }).timesRight).toEqual(new Int32Array(6));
    expect(countFlips({ truths, classes: [] }, 0)).toEqual([]);
  });
});

describe('countFlips', () => {
  it('compares every later moment with one', () => {
    expect(countFlips({ truths, classes }, 1)).toEqual([
      { wrong: 3, neverRight: 3, fixed: null, broken: null },
      { wrong: 3, neverRight: 2, fixed: 0, broken: 0 },
      { wrong: 2, neverRight: 1, fixed: 2, broken: 1 },
      { wrong: 2, neverRight: 1, fixed: 1, broken: 0 },
      { wrong: 3, neverRight: 1, fixed: 1, broken: 1 },
    ]);
  });

  it('agrees with itself and with the courses of the examples', () => {
    const moment = fc.array(fc.nat(2), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), fc.nat(7), (said, at) => {
        const since = at % said.length;
        const history = { truths, classes: said };
        const flips = countFlips(history, since);
        const start = flips[since]?.wrong ?? NaN;
        // What is wrong now was wrong then, but for what was fixed, and what was broken besides.
        for (const { wrong, fixed, broken } of flips.slice(since))
          expect(wrong).toBe(start - (fixed ?? NaN) + (broken ?? NaN));
        const { timesRight, timesForgotten } = followExamples(history);
        expect(flips.at(-1)?.neverRight).toBe(timesRight.filter((times) => times === 0).length);
        // From moment to moment, what is broken is forgotten.
        const events = said.slice(1).map((_, i) => countFlips(history, i)[i + 1]?.broken ?? NaN);
        expect(timesForgotten.reduce((sum, times) => sum + times, 0)).toBe(
          events.reduce((sum, count) => sum + count, 0),
        );
      }),
    );
  });
});
