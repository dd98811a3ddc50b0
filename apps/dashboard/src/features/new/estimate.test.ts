import { describe, expect, it } from 'vitest';
import type { TrainingPlan } from '../../planning/plan-training.ts';
import { estimateOf, type Checked, type Machine } from './estimate.ts';

const GiB = 2 ** 30;
const plan: TrainingPlan = {
  cost: { numWeights: 10, numStatistics: 0, multiplyAdds: 1000, activationElements: 10 },
  memory: {
    weightBytes: GiB,
    gradientBytes: GiB,
    optimizerBytes: 0,
    statisticBytes: 0,
    activationBytes: 4 * GiB,
    totalBytes: 6 * GiB,
  },
  stateCopies: 0,
  batchSize: 64,
  stepsPerEpoch: 10,
  epochs: 5,
  rates: [],
  reacts: false,
};
const past = [{ multiplyAdds: 1000, batchSize: 64, numTrain: 640, stepsPerEpoch: 10, msPerEpoch: 100 }];
const machine: Machine = { memoryBytes: 16 * GiB, freeBytes: 14 * GiB, slots: 2 };

function checkedOf(stages: readonly object[], complete: object = {}): Checked {
  return { complete, summary: { numTrain: 640, stages } } as unknown as Checked;
}
const single = checkedOf([{ stage: 'single', numRuns: 1 }]);

describe('estimateOf', () => {
  it('multiplies epochs, trainings and their time, and divides by those at a time', () => {
    expect(estimateOf(single, plan, past, machine)).toMatchObject({
      trainings: 1,
      parallel: 1,
      totalMs: 500,
    });
    const many = checkedOf([
      { stage: 'search', numRuns: 6 },
      { stage: 'folds', numRuns: 4 },
    ]);
    expect(estimateOf(many, plan, past, machine)).toMatchObject({
      trainings: 10,
      parallel: 2,
      totalMs: 2500,
    });
  });

  it('counts the trainings of a learning curve by the data that they see', () => {
    const curve = checkedOf([{ stage: 'learning-curve', numRuns: 6 }], {
      learningCurve: { fractions: [0.25, 0.5, 0.75], repeats: 2 },
    });
    expect(estimateOf(curve, plan, past, machine).totalMs).toBeCloseTo((6 * 0.5 * 5 * 100) / 2, 6);
  });

  it('tells what cannot fit from what may not, with the batch that would', () => {
    expect(estimateOf(single, plan, past, machine).memory).toBe('fits');
    const busy = estimateOf(single, plan, past, { ...machine, freeBytes: 4 * GiB });
    // 2 GiB are left for feature maps, of which each example takes a sixteenth.
    expect(busy).toMatchObject({ memory: 'tight', fittingBatch: 32 });
    const small = estimateOf(single, plan, past, { ...machine, memoryBytes: 5 * GiB, freeBytes: GiB });
    expect(small).toMatchObject({ memory: 'too-large', roomBytes: 5 * GiB, fittingBatch: 48 });
    expect(estimateOf(single, plan, past, { ...machine, memoryBytes: GiB }).fittingBatch).toBeNull();
  });

  it('needs the memory of all that train at a time', () => {
    const folds = checkedOf([{ stage: 'folds', numRuns: 5 }]);
    expect(estimateOf(folds, plan, past, { ...machine, freeBytes: 11 * GiB }).memory).toBe('tight');
    expect(estimateOf(folds, plan, past, { ...machine, freeBytes: 12 * GiB }).memory).toBe('fits');
  });
});
