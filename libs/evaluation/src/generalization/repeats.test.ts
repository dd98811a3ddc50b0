import { describe, expect, it } from 'vitest';
import type { GeneralizationReport, Verdict } from './report.ts';
import { judgeRepeats } from './repeats.ts';

/** The report of a run as far as repeats read it; limit of the gap 3 points. */
function report(verdict: Verdict, gap?: number): GeneralizationReport {
  return {
    version: 1,
    verdict,
    confidence: 'low',
    sentence: '',
    bestEpoch: 3,
    evidence:
      gap === undefined
        ? []
        : [
            {
              id: 'gap',
              question: '',
              value: gap,
              noise: 0.01,
              threshold: 0.03,
              unit: 'points',
              outcome: 'pass',
              explanation: '',
            },
          ],
    remedies: [],
    warnings: [],
  };
}

describe('judgeRepeats', () => {
  it('takes the most frequent verdict, and says how they agree', () => {
    const judged = judgeRepeats([report('overfit', 0.05), report('good', 0.01), report('overfit', 0.06)]);
    expect(judged).toMatchObject({ verdict: 'overfit', counts: { overfit: 2, good: 1 } });
    expect(judged?.gap?.value).toBeCloseTo(0.04, 12);
    expect(judged?.sentence).toMatch(/^Overfit in 2 of 3 runs, good in 1 of 3 runs; gap 4\.0 points/);
  });

  it('is sure when the interval of the gaps excludes the threshold, and not below three runs', () => {
    const runs = (...gaps: number[]) => judgeRepeats(gaps.map((gap) => report('overfit', gap)))?.confidence;
    expect(runs(0.07)).toBe('low');
    expect(runs(0.07, 0.071)).toBe('low');
    expect(runs(0.07, 0.071, 0.072)).toBe('high');
    expect(runs(0.001, 0.002, 0.0015)).toBe('high');
    expect(runs(0.01, 0.04, 0.12)).toBe('medium');
  });

  it('says when the gap varies as much as it measures', () => {
    expect(judgeRepeats([-0.05, 0.01, 0.09].map((gap) => report('good', gap)))?.inconclusive).toBe(true);
    expect(judgeRepeats([0.04, 0.05, 0.06].map((gap) => report('good', gap)))?.inconclusive).toBe(false);
  });

  it('needs a report, and does without gaps', () => {
    expect(judgeRepeats([])).toBeUndefined();
    expect(judgeRepeats([report('cannot-tell')])).toMatchObject({ gap: null, confidence: 'low' });
  });
});
