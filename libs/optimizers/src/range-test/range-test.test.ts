import { createRegistry } from '@convlab/core';
import { describe, expect, it } from 'vitest';
import { rangeTest, steepestRate } from './range-test.ts';

describe('the range test', () => {
  const schedule = createRegistry().use(rangeTest).create('schedule', 'range-test');
  const rates = Array.from({ length: 61 }, (_, i) =>
    schedule.valueAt({ step: i + 1, stepsPerEpoch: 9, totalSteps: 61 }),
  );

  it('rises geometrically from the minimum to the maximum', () => {
    expect(rates[0]).toBeCloseTo(1e-6, 12);
    expect(rates[60]).toBeCloseTo(1, 9);
    expect(rates[30]).toBeCloseTo(1e-3, 9);
  });

  it('finds where the loss falls fastest, not where it is lowest or explodes', () => {
    // A logistic fall around 1e-3, then an explosion above 0.3.
    const losses = rates.map((r) => 2 / (1 + (r / 1e-3) ** 2) + (r > 0.3 ? 100 * r : 0));
    expect(Math.abs(Math.log10(steepestRate(rates, losses, 0)) + 3)).toBeLessThan(0.15);
    expect(() => steepestRate(rates, rates)).toThrow('never falls');
  });
});
