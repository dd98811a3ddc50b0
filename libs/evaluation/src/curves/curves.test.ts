import { describe, expect, it } from 'vitest';
import { predictionsOf, readGolden } from '../_testing/golden.ts';
import { classScores, confusionMatrix } from '../confusion/confusion.ts';
import { precisionRecallCurve, rocCurve } from './curves.ts';

const golden = await readGolden();

describe('confusionMatrix', () => {
  it.each(golden.classification)('agrees with scikit-learn, $numOutputs classes', (one) => {
    expect(confusionMatrix(predictionsOf(one, true))).toEqual(one.confusion);
  });

  it('gives the scores that the metrics average', () => {
    for (const one of golden.classification) {
      const scores = classScores(confusionMatrix(predictionsOf(one, true)));
      const total = scores.reduce((sum, { support }) => sum + support, 0);
      const weighted = scores.reduce((sum, { f1, support }) => sum + (f1 * support) / total, 0);
      expect(weighted).toBeCloseTo(one.values['f1/weighted'] as number, 12);
    }
  });
});

describe('rocCurve', () => {
  const binary = golden.classification.find(({ rocCurve: curve }) => curve !== undefined);

  it('agrees with scikit-learn', () => {
    const [falsePositiveRates, truePositiveRates] = binary?.rocCurve ?? [[], []];
    const curve = rocCurve(predictionsOf(binary as NonNullable<typeof binary>, true), 1);
    expect(curve.length).toBe(falsePositiveRates.length);
    curve.forEach((point, i) => {
      expect(point.falsePositiveRate).toBeCloseTo(falsePositiveRates[i] as number, 12);
      expect(point.truePositiveRate).toBeCloseTo(truePositiveRates[i] as number, 12);
    });
  });

  it('is empty for a class without examples', () => {
    const part = { numOutputs: 2, length: 1, outputs: Float32Array.of(0.4, 0.6), targets: Int32Array.of(0) };
    expect(rocCurve(part, 1)).toEqual([]);
    expect(precisionRecallCurve(part, 1)).toEqual([]);
  });
});

describe('precisionRecallCurve', () => {
  it('by hand: two positives and a negative between them', () => {
    const part = {
      numOutputs: 1,
      length: 3,
      outputs: Float32Array.of(0.75, 0.5, 0.25),
      targets: Float32Array.of(1, 0, 1),
    };
    expect(precisionRecallCurve(part, 0)).toEqual([
      { threshold: 0.75, precision: 1, recall: 0.5 },
      { threshold: 0.5, precision: 0.5, recall: 0.5 },
      { threshold: 0.25, precision: 2 / 3, recall: 1 },
    ]);
  });
});
