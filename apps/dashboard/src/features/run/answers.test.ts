import { describe, expect, it } from 'vitest';
import {
  errorAnswer,
  gapAnswer,
  learningRateAnswer,
  lossAnswer,
  memoryAnswer,
  speedAnswer,
} from './answers.ts';

const row = (epoch: number, metrics: Record<string, number | null>, learningRate = 0.1) => ({
  epoch,
  metrics,
  learningRate,
});
const loss = (epoch: number, train: number | null, validation: number | null) =>
  row(epoch, { 'train/loss': train, 'validation/loss': validation });

describe('lossAnswer', () => {
  const rows = [loss(1, 2, 2), loss(2, 1, 0.5), loss(3, 0.5, 0.6)];
  it('tells the fall to the best epoch', () => {
    expect(lossAnswer(rows, 2)).toBe('Yes: validation loss fell from 2.000 to 0.5000, its best, at epoch 2.');
  });
  it('does not claim learning when the first epoch is the best', () =>
    expect(lossAnswer(rows, 1)).toMatch(/^Not yet/));
  it('does not take a falling loss for learning while the answers are those of chance', () => {
    const guessed = rows.map((one) => ({ ...one, metrics: { ...one.metrics, 'validation/accuracy': 0.1 } }));
    expect(lossAnswer(guessed, 2, 0.1)).toMatch(/^Not yet: validation loss fell .* ignores the input\.$/);
    expect(lossAnswer(guessed, 2, 0.05)).toMatch(/^Yes/);
    expect(lossAnswer(guessed, 2, null)).toMatch(/^Yes/);
  });
  it('is modest after one epoch', () => {
    expect(lossAnswer(rows.slice(0, 1), 1)).toBe('Validation loss is 2.000 after the first epoch.');
  });
  it('names what is not a number', () => {
    expect(lossAnswer([...rows, loss(4, null, null)], 2)).toMatch(/not a number/);
  });
  it('explains itself without data', () => expect(lossAnswer([], null)).toMatch(/^Loss of each epoch/));
});

describe('errorAnswer', () => {
  it('tells both errors of the same epoch', () => {
    const best = row(1, { 'trainEval/accuracy': 0.988, 'validation/accuracy': 0.911 });
    expect(errorAnswer([best], 1)).toBe(
      'At the best epoch, 1, it errs on 8.90 % of the validation examples and on 1.20 % of the training examples.',
    );
  });
  it('does without a clean training error', () => {
    expect(errorAnswer([row(1, { 'validation/accuracy': 0.5 })], 1)).toBe(
      'At the best epoch, 1, it errs on 50.00 % of the validation examples.',
    );
  });
});

describe('gapAnswer', () => {
  // Noise of both: 2 · sqrt(0.5 · 0.5 / n + …), about 3 points with 2,222 examples each.
  const counts = { trainEval: 2222, validation: 2222 };
  const of = (gap: number) => [row(4, { 'trainEval/accuracy': 0.5 + gap, 'validation/accuracy': 0.5 })];
  it('weighs the gap against noise', () => {
    expect(gapAnswer(of(0.02), counts, 4)).toMatch(/^No sign of it: the gap of \+2.0 points at epoch 4/);
    expect(gapAnswer(of(0.08), counts, 4)).toMatch(
      /^To some degree: .*\+8.0 points.* 3.0 points that noise explains\.$/,
    );
  });
  it('tells the gap alone while noise is unknown', () =>
    expect(gapAnswer(of(0.02), null, 4)).toMatch(/^The gap is/));
});

describe('learningRateAnswer', () => {
  it('tells a constant from a schedule', () => {
    expect(learningRateAnswer([row(1, {}, 0.1), row(2, {}, 0.1)])).toMatch(/stays at 0.1/);
    expect(learningRateAnswer([row(1, {}, 0.1), row(2, {}, 0.001)])).toMatch(/from 0.1 to 0.001/);
  });
});

it('tells the usual speed and the slow moments', () => {
  const rates = [...Array.from({ length: 99 }, () => 1000), 100];
  expect(speedAnswer(rates)).toMatch(/1,000 examples per second/);
  expect(speedAnswer([])).toMatch(/^Examples per second/);
});

describe('memoryAnswer', () => {
  const held = { tensorBytes: 18 * 2 ** 20, residentBytes: 410 * 2 ** 20 };
  it('says how much is held, and that it stays so', () =>
    expect(memoryAnswer({ kind: 'steady', tensors: 212 }, held, 100)).toBe(
      'Yes, it does not leak: steady at 212 tensors of 18.0 MiB; the process holds 410 MiB.',
    ));
  it('leaves out what a browser does not tell', () =>
    expect(memoryAnswer({ kind: 'early', tensors: 150 }, { ...held, residentBytes: null }, 100)).toMatch(
      /^It holds 150 tensors of 18\.0 MiB\. Whether/,
    ));
  it.each([
    [0.12, '12 more tensors with every epoch'],
    [0.0001, '1 more tensor with every epoch'],
    [2.02, '2 more tensors with every update'],
  ])('tells a growth of %s in the larger unit it is whole in', (perUpdate, text) =>
    expect(memoryAnswer({ kind: 'growing', tensors: 2000, perUpdate }, held, 100)).toBe(
      `No, it leaks: ${text}, 2,000 by now of 18.0 MiB; the process holds 410 MiB.`,
    ),
  );
  it('gives the range of what goes up and down', () =>
    expect(memoryAnswer({ kind: 'varying', low: 200, high: 230 }, held, 100)).toMatch(
      /between 200 and 230 tensors of/,
    ));
});
