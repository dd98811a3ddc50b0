import { describe, expect, it } from 'vitest';
import { errorAnswer, gapAnswer, learningRateAnswer, lossAnswer } from './answers.ts';

describe('lossAnswer', () => {
  const rows = [
    { x: 1, train: 2, trainEval: 1.9, validation: 2 },
    { x: 2, train: 1, trainEval: 0.9, validation: 0.5 },
    { x: 3, train: 0.5, trainEval: 0.4, validation: 0.6 },
  ];
  it('tells the fall to the best epoch', () => {
    expect(lossAnswer(rows, 2)).toBe('Yes: validation loss fell from 2.000 to 0.5000, its best, at epoch 2.');
  });
  it('does not claim learning when the first epoch is the best', () =>
    expect(lossAnswer(rows, 1)).toMatch(/^Not yet/));
  it('is modest after one epoch', () => {
    expect(lossAnswer(rows.slice(0, 1), 1)).toBe('Validation loss is 2.000 after the first epoch.');
  });
  it('names what is not a number', () => {
    expect(lossAnswer([...rows, { x: 4, train: null, trainEval: null, validation: null }], 2)).toMatch(
      /not a number/,
    );
  });
  it('explains itself without data', () => expect(lossAnswer([], null)).toMatch(/^Loss of each epoch/));
});

describe('errorAnswer', () => {
  it('tells both errors of the same epoch', () => {
    expect(errorAnswer([{ x: 1, trainEval: 0.012, validation: 0.089 }], 1)).toBe(
      'At the best epoch, 1, it errs on 8.90 % of the validation examples and on 1.20 % of the training examples.',
    );
  });
  it('does without a clean training error', () => {
    expect(errorAnswer([{ x: 1, validation: 0.5 }], 1)).toBe(
      'At the best epoch, 1, it errs on 50.00 % of the validation examples.',
    );
  });
});

describe('gapAnswer', () => {
  it('weighs the gap against noise', () => {
    expect(gapAnswer([{ x: 4, gap: 0.02, noise: 0.03 }], 4)).toMatch(
      /^No sign of it: the gap of \+2.0 points at epoch 4/,
    );
    expect(gapAnswer([{ x: 4, gap: 0.08, noise: 0.03 }], 4)).toMatch(
      /^To some degree: .*\+8.0 points.* 3.0 points that noise explains\.$/,
    );
  });
  it('tells the gap alone while noise is unknown', () =>
    expect(gapAnswer([{ x: 4, gap: 0.02 }], 4)).toMatch(/^The gap is/));
});

describe('learningRateAnswer', () => {
  it('tells a constant from a schedule', () => {
    expect(
      learningRateAnswer([
        { x: 1, learningRate: 0.1 },
        { x: 2, learningRate: 0.1 },
      ]),
    ).toMatch(/stays at 0.1/);
    expect(
      learningRateAnswer([
        { x: 1, learningRate: 0.1 },
        { x: 2, learningRate: 0.001 },
      ]),
    ).toMatch(/from 0.1 to 0.001/);
  });
});
