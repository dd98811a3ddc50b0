import { createRng } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { errorAt, fitLearningCurve, type LearningCurvePoint } from './learning-curve.ts';

const sizes = [1000, 2000, 4000, 8000];

function points(law: { a: number; b: number; c: number }, noise = 0, repeats = 3): LearningCurvePoint[] {
  return sizes.flatMap((n, i) =>
    [...createRng(i).normal(repeats, 0, noise)].map((deviation) => ({
      n,
      error: errorAt(law, n) + deviation,
    })),
  );
}

describe('fitLearningCurve', () => {
  it.each([
    { a: 0.05, b: 2, c: 0.5 },
    { a: 0, b: 1, c: 0.3 },
    { a: 0.1, b: 30, c: 1 },
  ])('finds the law %j again', (law) => {
    const { law: fitted, residual, doubling } = fitLearningCurve(points(law), createRng(1));
    expect(fitted.a).toBeCloseTo(law.a, 3);
    expect(fitted.c).toBeCloseTo(law.c, 2);
    expect(residual).toBeLessThan(1e-5);
    expect(doubling.value).toBeCloseTo(errorAt(law, 16000) - errorAt(law, 8000), 5);
  });

  it('says what doubling gives, with an interval that holds the truth', () => {
    const law = { a: 0.05, b: 2, c: 0.5 };
    const { doubling, sentence } = fitLearningCurve(points(law, 0.001, 5), createRng(1));
    const truth = errorAt(law, 16000) - errorAt(law, 8000);
    expect(doubling.low).toBeLessThanOrEqual(truth);
    expect(doubling.high).toBeGreaterThanOrEqual(truth);
    expect(sentence).toMatch(/^doubling the data should give −0\.\d ± \d\.\d points$/);
  });

  it('a flat curve gains nothing', () => {
    const flat = sizes.map((n) => ({ n, error: 0.2 }));
    const { law, doubling } = fitLearningCurve(flat, createRng(1));
    expect(errorAt(law, 8000)).toBeCloseTo(0.2, 10);
    expect(doubling.value).toBeCloseTo(0, 10);
  });

  it('a rising curve is fitted by its mean: more data never harms in this law', () => {
    const rising = sizes.map((n) => ({ n, error: n / 20000 }));
    expect(fitLearningCurve(rising, createRng(1)).law.b).toBe(0);
  });

  it('refuses two sizes, and errors that are no numbers', () => {
    const error = expect.objectContaining({ code: 'E_STATISTICS_INPUT' });
    expect(() => fitLearningCurve(points({ a: 0, b: 1, c: 1 }).slice(0, 6), createRng(1))).toThrow(error);
    expect(() =>
      fitLearningCurve([...points({ a: 0, b: 1, c: 1 }), { n: 9, error: NaN }], createRng(1)),
    ).toThrow(error);
  });
});
