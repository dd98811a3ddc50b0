import { describe, expect, it } from 'vitest';
import { describeFlips, type FlipsOverview } from './flips.ts';

const overview: FlipsOverview = {
  set: 'digits',
  names: [],
  numValidation: 1_800,
  numExamples: 1_800,
  bestEpoch: 2,
  since: 2,
  epochs: [
    { epoch: 1, wrong: 900, neverRight: 900, fixed: null, broken: null },
    { epoch: 2, wrong: 500, neverRight: 480, fixed: 0, broken: 0 },
    { epoch: 30, wrong: 125, neverRight: 58, fixed: 412, broken: 37 },
  ],
  alwaysRight: 800,
  forgotten: 60,
  mostForgotten: 5,
};

describe('describeFlips', () => {
  it('compares the last epoch with the chosen one', () => {
    expect(describeFlips(overview)).toBe(
      'From epoch 2 to 30 it fixed 412 of 500 mistakes and broke 37 right answers; 58 of 1,800 validation examples were never right, and 60 were right once and forgotten later, at most 5 times.',
    );
  });

  it('speaks of one as of one', () => {
    const epochs = [
      { epoch: 1, wrong: 1, neverRight: 1, fixed: 0, broken: 0 },
      { epoch: 2, wrong: 1, neverRight: 1, fixed: 0, broken: 1 },
    ];
    expect(describeFlips({ ...overview, since: 1, epochs, forgotten: 1, mostForgotten: 1 })).toBe(
      'From epoch 1 to 2 it fixed 0 of 1 mistake and broke 1 right answer; 1 of 1,800 validation examples was never right, and 1 was right once and forgotten later.',
    );
  });

  it('says what is known of a single epoch', () => {
    const epochs = overview.epochs.slice(0, 1);
    expect(describeFlips({ ...overview, since: 1, epochs })).toBe(
      'At epoch 1 it gets 900 of 1,800 validation examples wrong; what flips is known from the next epoch on.',
    );
  });
});
