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
const past = [
  {
    key: 'work',
    multiplyAdds: 1000,
    batchSize: 64,
    numTrain: 640,
    stepsPerEpoch: 10,
    msPerEpoch: 100,
    msBesides: 40,
  },
];
const machine: Machine = { memoryBytes: 16 * GiB, freeBytes: 14 * GiB, slots: 2 };

function checkedOf(stages: readonly object[], complete: object = {}): Checked {
  return {
    complete: { training: { epochs: 5 }, protocol: 'hold-out', ...complete },
    summary: { numTrain: 640, workKey: 'work', stages },
  } as unknown as Checked;
}
const single = checkedOf([{ stage: 'single', numRuns: 1 }]);
const oneTraining = 5 * 100 + 40;

describe('estimateOf', () => {
  it('multiplies epochs and their time, with what a training takes besides', () => {
    expect(estimateOf(single, plan, past, machine)).toMatchObject({
      trainings: 1,
      parallel: 1,
      totalMs: oneTraining,
      rangeMs: [oneTraining, oneTraining],
    });
  });

  it('fills the slots stage by stage, of which the last round may be half empty', () => {
    const many = checkedOf([
      { stage: 'search', numRuns: 7 },
      { stage: 'folds', numRuns: 4 },
    ]);
    expect(estimateOf(many, plan, past, machine)).toMatchObject({
      trainings: 11,
      parallel: 2,
      totalMs: (4 + 2) * oneTraining,
    });
    expect(estimateOf(many, plan, past, { ...machine, slots: 100 }).totalMs).toBe(2 * oneTraining);
  });

  it('keeps to the trials at a time of a search, and to the one at a time of snapshots', () => {
    const search = { search: { parallel: 2, protocol: { id: 'convlab/hold-out' } } };
    const trials = checkedOf([{ stage: 'search', numRuns: 6 }], search);
    expect(estimateOf(trials, plan, past, { ...machine, slots: 8 })).toMatchObject({
      parallel: 2,
      totalMs: 3 * oneTraining,
    });
    const snapshots = checkedOf([{ stage: 'ensemble', numRuns: 5 }], {
      ensemble: { kind: 'snapshot', members: 5 },
    });
    expect(estimateOf(snapshots, plan, past, machine).totalMs).toBe(5 * (100 + 40));
  });

  it('counts the trainings of a learning curve by the data that they see', () => {
    const curve = checkedOf([{ stage: 'learning-curve', numRuns: 6 }], {
      learningCurve: { fractions: [0.25, 0.5, 0.75], repeats: 2 },
    });
    expect(estimateOf(curve, plan, past, machine).totalMs).toBeCloseTo(3 * (0.5 * 5 * 100 + 40), 6);
  });

  it('reaches from the fastest to the slowest of the runs that it is known from', () => {
    const slow = { ...past[0], msPerEpoch: 300 } as (typeof past)[number];
    const { totalMs, rangeMs } = estimateOf(single, plan, [...past, slow], machine);
    expect(totalMs).toBeCloseTo(5 * 200 + 40, 6);
    expect(rangeMs[0]).toBeCloseTo(5 * 100 + 40, 6);
    expect(rangeMs[1]).toBeCloseTo(5 * 300 + 40, 6);
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
