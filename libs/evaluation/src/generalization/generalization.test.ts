import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeGeneralization } from './generalization.ts';
import type { EpochRow, GeneralizationInput, GeneralizationReport } from './report.ts';

/** What a curve is at an epoch, from 0 (first) to 1 (last). */
type Curve = (progress: number) => number;

interface Curves {
  readonly trainLoss: Curve;
  readonly trainError: Curve;
  readonly validationLoss: Curve;
  readonly validationError: Curve;
}

/** Falls fast, then stays flat but for a ripple too small to be a trend. */
const settles =
  (from: number, to: number): Curve =>
  (t) =>
    to + (from - to) * Math.exp(-25 * t) + 1e-4 * to * Math.cos(90 * t);

const wellBehaved: Curves = {
  trainLoss: settles(2.3, 0.05),
  trainError: settles(0.8, 0.012),
  validationLoss: settles(2.3, 0.07),
  validationError: settles(0.8, 0.02),
};

function rowsOf(curves: Curves, epochs = 40): EpochRow[] {
  return Array.from({ length: epochs }, (_, i) => {
    const t = epochs === 1 ? 1 : i / (epochs - 1);
    return {
      'trainEval/loss': curves.trainLoss(t),
      'trainEval/accuracy': 1 - curves.trainError(t),
      'validation/loss': curves.validationLoss(t),
      'validation/accuracy': 1 - curves.validationError(t),
    };
  });
}

function judge(
  curves: Partial<Curves>,
  more: Partial<GeneralizationInput> = {},
  epochs = 40,
): GeneralizationReport {
  return judgeGeneralization({
    task: 'classification',
    rows: rowsOf({ ...wellBehaved, ...curves }, epochs),
    numExamples: { train: 8400, trainEval: 1800, validation: 1800 },
    majorityShare: 0.1,
    monitor: { name: 'validation/loss', better: 'lower' },
    plannedEpochs: epochs,
    earlyStopped: false,
    ...more,
  });
}

const evidenceOf = (report: GeneralizationReport, id: string) => report.evidence.find((row) => row.id === id);

/** Lowest at 35 % of the run, 31 % higher at the end. */
const lossTurns: Curve = (t) => 0.3 + 2 * Math.exp(-25 * t) + (t < 0.35 ? 0 : 0.093 * ((t - 0.35) / 0.65));

describe('verdicts', () => {
  it('good: fits, and does as well on validation', () => {
    const report = judge({});
    expect(report.verdict).toBe('good');
    expect(report.sentence).toMatch(
      /^Good fit: train-eval 1\.2 %, validation 2\.0 % at epoch \d+ of 40; gap 0\.8 ± 0\.8 points\.$/,
    );
    expect(report.remedies.map(({ id }) => id)).toEqual(['smaller-model', 'test-once']);
  });

  it('did not learn: the error stays at chance', () => {
    const report = judge({
      trainLoss: settles(2.31, 2.3),
      trainError: () => 0.895,
      validationLoss: settles(2.31, 2.3),
      validationError: () => 0.9,
    });
    expect(report.verdict).toBe('did-not-learn');
    expect(report.sentence).toContain('ignoring the input errs on 90.0 %');
    expect(report.remedies[0]?.id).toBe('standardize');
  });

  it('did not learn: the loss ends higher than it began', () => {
    const report = judge({ trainLoss: (t) => 2 + t, trainError: () => 0.7, validationError: () => 0.7 });
    expect(report.verdict).toBe('did-not-learn');
    expect(report.sentence).toContain('the training loss went from 2.000 to 3.000');
  });

  it('a loss that is low from the first epoch on is no failure to learn', () => {
    const flat: Curve = (t) => 0.001 + 0.0001 * t;
    expect(judge({ trainLoss: flat, trainError: () => 0.001 }).verdict).toBe('good');
  });

  it('still learning: both losses fall at the end', () => {
    const falling: Curve = (t) => 2.3 * Math.exp(-1.5 * t);
    const error: Curve = (t) => 0.9 * Math.exp(-1.5 * t);
    const report = judge({
      trainLoss: falling,
      validationLoss: falling,
      trainError: error,
      validationError: error,
    });
    expect(report.verdict).toBe('still-learning');
    expect(report.remedies).toEqual([
      expect.objectContaining({ id: 'more-epochs', change: { training: { epochs: 60 } } }),
    ]);
  });

  it('is not still learning when it was stopped early, or one loss has come to rest', () => {
    const falling: Curve = (t) => 2.3 * Math.exp(-1.5 * t);
    expect(judge({ trainLoss: falling, validationLoss: falling }, { earlyStopped: true }).verdict).toBe(
      'good',
    );
    expect(judge({ trainLoss: falling }).verdict).toBe('good');
  });

  it('never says no beside a verdict that the answer does not speak against', () => {
    const falling: Curve = (t) => 2.3 * Math.exp(-1.5 * t);
    const both = { trainLoss: falling, validationLoss: falling };
    for (const report of [
      judge({ trainLoss: falling }),
      judge({ validationLoss: falling }),
      judge(both, { earlyStopped: true }),
    ]) {
      expect(report.verdict).toBe('good');
      expect(report.evidence.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    }
    expect(evidenceOf(judge({ validationLoss: falling }), 'validation-trend')?.explanation).toContain(
      'does not follow',
    );
    const trends = judge(both).evidence.filter(({ id }) => id.endsWith('-trend'));
    expect(trends.map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
  });

  it('takes a fall that may be chance for none', () => {
    const zigzag = [1, 0.6, 0.95, 0.7, 0.9, 0.65, 0.85, 0.75];
    // Of 28 pairs 17 fall and 11 rise: S = -6, p = 0.55 by the exact test, although the median slope is downwards.
    const noisy: Curve = (t) => 0.1 * (zigzag[Math.max(0, Math.round(39 * t) - 32)] as number);
    const report = judge({ trainLoss: noisy, validationLoss: noisy });
    expect(evidenceOf(report, 'training-trend')?.value).toBeGreaterThan(0.02);
    expect(evidenceOf(report, 'training-trend')?.outcome).toBe('pass');
    expect(report.verdict).not.toBe('still-learning');
  });

  it('lets a live run go on', () => {
    const falling: Curve = (t) => 2.3 * Math.exp(-1.5 * t);
    const report = judge({ trainLoss: falling, validationLoss: falling }, { plannedEpochs: 100 });
    expect(report.remedies[0]?.id).toBe('wait');
  });

  it('underfit: the training error is far above the target', () => {
    const curves = { trainError: settles(0.9, 0.2), validationError: settles(0.9, 0.205) };
    expect(judge(curves, { target: 0.05 }).verdict).toBe('underfit');
    expect(judge(curves, { target: 0.16 }).verdict).toBe('good');
  });

  it('underfit: without a target, more than half of chance', () => {
    const at = (error: number) => ({ trainError: settles(0.9, error), validationError: settles(0.9, error) });
    expect(judge(at(0.46)).verdict).toBe('underfit');
    expect(judge(at(0.44)).verdict).toBe('good');
  });

  it('overfit, high variance: a wide gap, and no rise', () => {
    const report = judge({ validationError: settles(0.8, 0.089), validationLoss: settles(2.3, 0.3) });
    expect([report.verdict, report.subtype]).toEqual(['overfit', 'high-variance']);
    expect(report.sentence).toMatch(
      /^Overfit, high variance: train-eval 1\.2 %, validation 8\.9 % at epoch \d+ of 40/,
    );
    expect(report.remedies[0]?.id).toBe('augment');
  });

  it('overfit, overtrained: validation loss and error rise after the best epoch', () => {
    const report = judge({
      validationLoss: lossTurns,
      validationError: (t) => 0.089 + 0.7 * Math.exp(-25 * t) + (t < 0.35 ? 0 : 0.05 * (t - 0.35)),
    });
    expect([report.verdict, report.subtype]).toEqual(['overfit', 'overtrained']);
    expect(report.remedies[0]).toMatchObject({
      id: 'early-stopping',
      change: { training: { earlyStopping: { patience: 5 } } },
    });
  });

  it('overfit, over-confident: the loss rises, the error does not', () => {
    const report = judge({ validationLoss: lossTurns, validationError: settles(0.8, 0.089) });
    expect([report.verdict, report.subtype]).toEqual(['overfit', 'over-confident']);
    // By hand: SE 0.257 and 0.671 points, so that 2 SE of the gap of 7.7 points are 1.4 points.
    expect(report.sentence).toBe(
      'Overfit, over-confident: train-eval 1.2 %, validation 8.9 % at epoch 14 of 40; gap 7.7 ± 1.4 points; validation loss +31 % since.',
    );
    expect(report.remedies[0]?.id).toBe('label-smoothing');
  });

  it('underfit and overfit', () => {
    const report = judge({ trainError: settles(0.9, 0.5), validationError: settles(0.9, 0.6) });
    expect([report.verdict, report.subtype]).toEqual(['underfit-and-overfit', 'high-variance']);
  });
});

describe('what keeps it from telling', () => {
  const obstacle = (report: GeneralizationReport) => [
    report.verdict,
    report.evidence.find((row) => row.outcome === 'fail')?.id,
  ];

  it('no epoch', () => {
    const report = judge({}, { rows: [] });
    expect(obstacle(report)).toEqual(['cannot-tell', 'measured']);
    expect(report.sentence).toBe('Cannot tell: no epoch is finished.');
    expect(report.bestEpoch).toBeNull();
  });

  it('one epoch', () => {
    const report = judge({}, { plannedEpochs: 20 }, 1);
    expect(obstacle(report)).toEqual(['cannot-tell', 'enough-epochs']);
    expect(report.bestEpoch).toBe(1);
    expect(report.remedies[0]?.id).toBe('wait');
  });

  it.each([null, NaN, Infinity])('a loss of %s', (value) => {
    const rows = rowsOf(wellBehaved).map((row, i) => (i === 20 ? { ...row, 'trainEval/loss': value } : row));
    const report = judge({}, { rows });
    expect(obstacle(report)).toEqual(['cannot-tell', 'finite']);
    expect(report.sentence).toContain('epoch 21');
    expect(report.remedies.map(({ id }) => id)).toContain('clip-gradients');
  });

  it('only NaN', () => {
    const nothing = {
      'trainEval/loss': null,
      'trainEval/accuracy': null,
      'validation/loss': null,
      'validation/accuracy': null,
    };
    const report = judge({}, { rows: Array.from({ length: 6 }, () => nothing) });
    expect(obstacle(report)).toEqual(['cannot-tell', 'finite']);
    expect(report.bestEpoch).toBeNull();
  });

  it('a tiny validation part', () => {
    const report = judge({}, { numExamples: { train: 200, trainEval: 40, validation: 40 } });
    expect(obstacle(report)).toEqual(['cannot-tell', 'enough-examples']);
    expect(report.sentence).toContain('40 examples');
  });

  it('duplicates across parts', () => {
    expect(obstacle(judge({}, { numDuplicates: 3 }))).toEqual(['cannot-tell', 'no-duplicates']);
    expect(judge({}, { numDuplicates: 0 }).verdict).toBe('good');
  });

  it('no validation at all', () => {
    const rows = rowsOf(wellBehaved).map((row) => ({ 'trainEval/loss': row['trainEval/loss'] ?? null }));
    expect(obstacle(judge({}, { rows }))).toEqual(['cannot-tell', 'measured']);
  });

  it('no error at the best epoch', () => {
    const rows = rowsOf(wellBehaved).map((row, i) => {
      const { 'validation/accuracy': accuracy, ...rest } = row;
      return i < 3 && accuracy !== undefined ? { ...rest, 'validation/accuracy': accuracy } : rest;
    });
    const report = judge({}, { rows });
    expect(report.verdict).toBe('cannot-tell');
    expect(report.sentence).toContain('has no training or validation error');
  });
});

describe('edges', () => {
  it('constant curves', () => {
    const flat = {
      trainLoss: () => 0.1,
      trainError: () => 0.02,
      validationLoss: () => 0.1,
      validationError: () => 0.02,
    };
    const report = judge(flat);
    expect(report.verdict).toBe('good');
    expect(report.bestEpoch).toBe(1);
  });

  it('a perfect fit with loss 0', () => {
    const zero = {
      trainLoss: () => 0,
      trainError: () => 0,
      validationLoss: () => 0,
      validationError: () => 0,
    };
    const report = judge(zero);
    expect(report.verdict).toBe('good');
    expect(evidenceOf(report, 'loss-rise')?.outcome).toBe('skipped');
  });

  it('no clean training curve: falls back and says so', () => {
    const rows = rowsOf(wellBehaved).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key.replace('trainEval', 'train'), value]),
      ),
    );
    const report = judge({}, { rows });
    expect(report.verdict).toBe('good');
    expect(report.warnings.map(({ id }) => id)).toEqual(['approximate']);
    expect(report.sentence).toContain('train (approximate)');
    // 8,400 examples instead of 1,800.
    expect(evidenceOf(report, 'fits-training')?.noise).toBeCloseTo(2 * Math.sqrt((0.012 * 0.988) / 8400), 4);
  });

  it('validation that does better than training', () => {
    const report = judge({ trainError: settles(0.8, 0.06) });
    expect(report.verdict).toBe('good');
    expect(report.warnings.map(({ id }) => id)).toEqual(['validation-easier']);
  });

  it('a rising validation loss without overfitting is a warning', () => {
    const report = judge({ validationLoss: lossTurns });
    expect(report.verdict).toBe('good');
    expect(report.warnings.map(({ id }) => id)).toEqual(['over-confident']);
  });

  it('a gap within its noise is none, however wide', () => {
    const small = { train: 500, trainEval: 100, validation: 100 };
    const curves = { trainError: settles(0.8, 0.1), validationError: settles(0.8, 0.16) };
    expect(judge(curves, { numExamples: small }).verdict).toBe('good');
    expect(judge(curves).verdict).toBe('overfit');
  });

  it('judges the epoch that the monitored metric chose', () => {
    const rows = rowsOf(wellBehaved).map((row, i) => ({
      ...row,
      'validation/accuracy': i === 9 ? 0.999 : 0.98,
    }));
    const report = judge({}, { rows, monitor: { name: 'validation/accuracy', better: 'higher' } });
    expect(report.bestEpoch).toBe(10);
    expect(evidenceOf(report, 'gap')?.epoch).toBe(10);
  });

  it('thresholds can be changed', () => {
    expect(judge({}, { thresholds: { gap: 0.001, standardErrors: 0.1 } }).verdict).toBe('overfit');
    expect(judge({}, { thresholds: { minValidationExamples: 5000 } }).verdict).toBe('cannot-tell');
  });

  it('regression: the error is the unexplained variance, chance is all of it', () => {
    const regression = (train: number, validation: number) => {
      const rows = rowsOf({
        ...wellBehaved,
        trainError: settles(0.9, train),
        validationError: settles(0.9, validation),
      });
      return judge(
        {},
        {
          task: 'regression',
          majorityShare: null,
          rows: rows.map((row) => ({
            'trainEval/loss': row['trainEval/loss'] ?? null,
            'validation/loss': row['validation/loss'] ?? null,
            'trainEval/r2': row['trainEval/accuracy'] ?? null,
            'validation/r2': row['validation/accuracy'] ?? null,
          })),
        },
      );
    };
    expect(regression(0.2, 0.21).verdict).toBe('good');
    expect(regression(0.1, 0.3).verdict).toBe('overfit');
    expect(regression(0.6, 0.61).verdict).toBe('underfit');
    expect(regression(1.01, 1.02).verdict).toBe('did-not-learn');
    expect(regression(0.2, 0.21).sentence).toContain('of the variance unexplained');
  });
});

describe('confidence', () => {
  const repeats = (...gaps: number[]) =>
    gaps.map((gap) => ({ trainError: 0.01, validationError: 0.01 + gap }));
  const overfit = { validationError: settles(0.8, 0.089) };

  it('is low for one run, medium for three, high when their interval excludes the threshold', () => {
    expect(judge(overfit).confidence).toBe('low');
    expect(judge(overfit, { repeats: repeats(0.07, 0.08) }).confidence).toBe('low');
    expect(judge(overfit, { repeats: repeats(0.01, 0.04, 0.12) }).confidence).toBe('medium');
    expect(judge(overfit, { repeats: repeats(0.076, 0.077, 0.078) }).confidence).toBe('high');
  });

  it('says inconclusive when the gap varies as much as it measures', () => {
    const report = judge(overfit, { repeats: repeats(-0.05, 0.01, 0.09) });
    expect(report.warnings.map(({ id }) => id)).toContain('inconclusive');
  });
});

describe('remedies know the specification', () => {
  const spec = {
    data: { scale: { id: 'convlab/none' }, augment: [] },
    optimizer: { id: 'convlab/adam', learningRate: 0.001 },
    regularizers: [{ id: 'convlab/l2', strength: 0.001 }],
    loss: { id: 'convlab/softmax-cross-entropy', labelSmoothing: 0 },
    training: { earlyStopping: { patience: 3 } },
  };
  const changes = (report: GeneralizationReport) =>
    Object.fromEntries(report.remedies.map(({ id, change }) => [id, change]));

  it('adds to lists, scales numbers, and offers nothing that is there already', () => {
    const variance = judge({ validationError: settles(0.8, 0.089) }, { spec });
    expect(changes(variance)).toEqual({
      augment: {
        data: {
          augment: [
            { id: 'translate', fraction: 0.1 },
            { id: 'rotate', degrees: 10 },
          ],
        },
      },
      dropout: {
        regularizers: [
          { id: 'convlab/l2', strength: 0.001 },
          { id: 'dropout', rate: 0.3 },
        ],
      },
      'more-data': undefined,
    });
    const stuck = judge({ trainError: () => 0.9, validationError: () => 0.9 }, { spec });
    expect(changes(stuck)).toMatchObject({
      standardize: { data: { scale: 'per-channel' } },
      'lower-learning-rate': { optimizer: { learningRate: 0.0001 } },
    });
    const weak = judge({ trainError: () => 0.6, validationError: () => 0.6 }, { spec });
    expect(changes(weak)).toMatchObject({
      'less-regularization': { regularizers: [] },
      'higher-learning-rate': { optimizer: { learningRate: 0.003 } },
    });
  });

  it('offers a range test of two hundred updates in place of the schedule', () => {
    const optimizer = { id: 'convlab/adam', learningRate: { id: 'convlab/cosine', initial: 0.1 } };
    const training = { batchSize: 50, epochs: 9, earlyStopping: { patience: 3 } };
    const numExamples = { train: 1_001, trainEval: 100, validation: 100 };
    const stuck = judge(
      { trainError: () => 0.9, validationError: () => 0.9 },
      { spec: { ...spec, optimizer, training }, numExamples },
    );
    // 21 updates an epoch.
    expect(changes(stuck)['learning-rate-range-test']).toEqual({
      optimizer: { learningRate: { id: 'range-test', initial: null } },
      training: { epochs: 10, earlyStopping: null },
    });
  });
});

describe('any record', () => {
  const value = fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.constant(null), fc.constant(NaN));
  const row = fc.dictionary(
    fc.constantFrom(
      'train/loss',
      'trainEval/loss',
      'trainEval/accuracy',
      'validation/loss',
      'validation/accuracy',
    ),
    value,
  );

  it('gives a report that is JSON, without touching the record', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.nat(300),
        fc.boolean(),
        (rows, count, earlyStopped) => {
          const input: GeneralizationInput = {
            task: 'classification',
            rows,
            numExamples: { train: count, trainEval: count, validation: count },
            majorityShare: 0.5,
            monitor: { name: 'validation/loss', better: 'lower' },
            plannedEpochs: 12,
            earlyStopped,
          };
          const before = structuredClone(input);
          const report = judgeGeneralization(input);
          expect(input).toEqual(before);
          expect(JSON.parse(JSON.stringify(report))).toEqual(report);
          expect(report.sentence).not.toMatch(/NaN|undefined|Infinity/);
        },
      ),
      { numRuns: 300 },
    );
  });
});
