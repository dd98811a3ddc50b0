import { createRegistry, createRng, type Predictions } from '@convlab/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decomposeBrier } from '../brier-decomposition/brier-decomposition.ts';
import { ensemblePreset, metricPreset } from '../preset/preset.ts';
import { predictionsOf, readGolden } from '../_testing/golden.ts';
import { reportEnsemble } from './ensemble-report.ts';

const registry = createRegistry().use(...metricPreset, ...ensemblePreset);
const kinds = ['average', 'weighted-average', 'majority-vote'] as const;

const measure = (
  id: 'log-loss' | 'brier-score' | 'accuracy' | 'mean-squared-error',
  part: Predictions,
): number => {
  const metric = registry.create('metric', id);
  return metric.value(metric.add(metric.start(), part));
};

/** Two classes; probabilities of the second. */
const binary = (targets: number[], ...members: number[][]): Predictions[] =>
  members.map((probabilities) => ({
    numOutputs: 2,
    length: targets.length,
    outputs: Float32Array.from(probabilities.flatMap((p) => [1 - p, p])),
    targets: Int32Array.from(targets),
  }));

const values = (targets: number[], ...members: number[][]): Predictions[] =>
  members.map((outputs) => ({
    numOutputs: 1,
    length: targets.length,
    outputs: Float32Array.from(outputs),
    targets: Float32Array.from(targets),
  }));

const combine = (id: (typeof kinds)[number], members: Predictions[]): Predictions =>
  registry.create('ensemble', id).fit(members).combine(members);

describe.each(kinds)('%s', (id) => {
  it('of equal members is what they are', () => {
    const [member] = binary([0, 1], [0.25, 0.75]) as [Predictions];
    const together = combine(id, [member, member, member]);
    const decided = id === 'majority-vote' ? [1, 0, 0, 1] : [...member.outputs];
    [...together.outputs].forEach((value, i) => expect(value).toBeCloseTo(decided[i] as number, 6));
  });

  it('refuses members of other examples, of another number, and none', () => {
    const members = binary([0, 1], [0.2, 0.7], [0.3, 0.6]);
    const [stranger] = binary([1, 1], [0.2, 0.7]) as [Predictions];
    const error = expect.objectContaining({ code: 'E_ENSEMBLE_MEMBERS' });
    const ensemble = registry.create('ensemble', id);
    expect(() => ensemble.fit([...members, stranger])).toThrow(error);
    expect(() => ensemble.fit([])).toThrow(error);
    expect(() => ensemble.fit(members).combine(members.slice(1))).toThrow(error);
  });
});

describe('average', () => {
  it('has the members’ mean squared error less their variance (Krogh & Vedelsby)', () => {
    const targets = [1, 2, 3];
    const members = values(targets, [1.5, 2, 2], [0, 3, 3], [1, 1, 4]);
    const together = combine('average', members);
    const variance =
      members.reduce(
        (sum, { outputs }) =>
          sum +
          outputs.reduce((inner, value, i) => inner + (value - (together.outputs[i] as number)) ** 2, 0),
        0,
      ) / 9;
    const mean = members.reduce((sum, member) => sum + measure('mean-squared-error', member) / 3, 0);
    expect(measure('mean-squared-error', together)).toBeCloseTo(mean - variance, 6);
  });

  it('is never worse than the mean of its members in log loss (Jensen)', () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(probability, probability), { minLength: 1, maxLength: 20 }), (rows) => {
        const members = binary(
          rows.map((_, i) => i % 2),
          rows.map(([p]) => p),
          rows.map(([, q]) => q),
        );
        const mean = members.reduce((sum, member) => sum + measure('log-loss', member) / 2, 0);
        expect(measure('log-loss', combine('average', members))).toBeLessThanOrEqual(mean + 1e-5);
      }),
    );
  });
});

describe('weighted-average', () => {
  const weightsOf = (members: Predictions[]): number[] =>
    (registry.create('ensemble', 'weighted-average').fit(members).toJSON() as { weights: number[] }).weights;

  it('finds the weights of a mixture: classes', () => {
    // With two members of constant truth probabilities 0.8 / 0.3 on 3 of 4 examples and 0.2 / 0.9 on the fourth, the log
    // likelihood 3 ln(0.3 + 0.5 w) + ln(0.9 - 0.7 w) has its maximum where 1.5 (0.9 - 0.7 w) = 0.7 (0.3 + 0.5 w).
    const members = binary([1, 1, 1, 1], [0.8, 0.8, 0.8, 0.2], [0.3, 0.3, 0.3, 0.9]);
    const [weight, other] = weightsOf(members) as [number, number];
    expect(weight).toBeCloseTo((1.35 - 0.21) / (1.05 + 0.35), 4);
    expect(weight + other).toBeCloseTo(1, 10);
  });

  it('finds the weights of least squares: values', () => {
    // Truth is 0.7 of the first and 0.3 of the second.
    const first = [1, 4, -2, 3];
    const second = [2, -1, 0, 5];
    const truth = first.map((value, i) => 0.7 * value + 0.3 * (second[i] as number));
    const [weight] = weightsOf(values(truth, first, second)) as [number];
    expect(weight).toBeCloseTo(0.7, 2);
  });

  it('drops a member that does not help, and never weighs below 0', () => {
    const targets = Array.from({ length: 40 }, (_, i) => i % 2);
    const good = targets.map((target) => (target === 1 ? 0.9 : 0.1));
    const weights = weightsOf(
      binary(
        targets,
        good,
        good.map((p) => 1 - p),
      ),
    );
    expect(weights[0]).toBeGreaterThan(0.99);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
  });
});

describe('majority-vote', () => {
  it('counts decisions, not probabilities', () => {
    const members = binary([0, 1], [0.51, 0.9], [0.51, 0.2], [0.01, 0.6]);
    const { outputs } = combine('majority-vote', members);
    [1 / 3, 2 / 3, 1 / 3, 2 / 3].forEach((share, i) => expect(outputs[i]).toBeCloseTo(share, 6));
  });
});

describe('reportEnsemble', () => {
  it('agrees with counts by hand', () => {
    const targets = [1, 1, 1, 1, 1];
    const members = binary(
      targets,
      [0.9, 0.8, 0.6, 0.1, 0.2],
      [0.9, 0.3, 0.1, 0.2, 0.9],
      [0.9, 0.7, 0.4, 0.4, 0.8],
    );
    const ensemble = combine('average', members);
    // Averages 0.9, 0.6, 0.37, 0.23, 0.63: two wrong.
    const report = reportEnsemble(ensemble, members, createRng(1));
    expect(report.error).toBeCloseTo(0.4, 12);
    expect(report.memberErrors).toEqual([0.4, 0.6, 0.4]);
    expect(report.bestMember).toBe(0);
    expect(report.gainOverBest.value).toBeCloseTo(0, 12);
    expect(report.gainOverMean.value).toBeCloseTo((0.4 + 0.6 + 0.4) / 3 - 0.4, 12);
    expect(report.gainOverMean.low).toBeLessThanOrEqual(report.gainOverMean.value);
    expect(report.mcNemar).toMatchObject({ onlyFirst: 1, onlySecond: 1, p: 1 });
    expect(report.disagreement).toEqual([
      [0, 0.6, 0.4],
      [0.6, 0, 0.2],
      [0.4, 0.2, 0],
    ]);
    expect(report.diversity).toBeCloseTo(0.4, 12);
    // First wrong on 3, 4; second on 1, 2, 3; both on 3.
    expect(report.errorOverlap[0]?.[1]).toBe(1 / 4);
    expect(report.errorOverlap[0]?.[0]).toBe(1);
  });

  it('refuses values', () => {
    const members = values([1], [1]);
    expect(() => reportEnsemble(members[0] as Predictions, members, createRng(1))).toThrow('class targets');
  });
});

describe('decomposeBrier', () => {
  it('adds up to the Brier score, on recorded predictions', async () => {
    const { classification } = await readGolden();
    for (const one of classification) {
      const parts = decomposeBrier(predictionsOf(one, true));
      expect(parts.score).toBeCloseTo(one.values['brier-score'] as number, 6);
      expect(parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins).toBeCloseTo(
        parts.score,
        12,
      );
    }
  });

  it('by hand: two bins, nothing within them', () => {
    // 0.75 for four of which two happen, 0.25 for four of which one happens; and the other class alike.
    const [part] = binary([1, 1, 0, 0, 1, 0, 0, 0], [0.75, 0.75, 0.75, 0.75, 0.25, 0.25, 0.25, 0.25]) as [
      Predictions,
    ];
    const parts = decomposeBrier(part, 2);
    expect(parts.reliability).toBeCloseTo(2 * 0.5 * 0.0625, 12);
    expect(parts.resolution).toBeCloseTo(2 * (0.5 * (0.5 - 0.375) ** 2 + 0.5 * (0.25 - 0.375) ** 2), 12);
    expect(parts.uncertainty).toBeCloseTo(2 * 0.375 * 0.625, 12);
    expect(parts.withinBins).toBeCloseTo(0, 12);
  });
});
