import type { RunFacts } from '@convlab/core';

type Row = RunFacts['rows'][number];

const EPOCHS = 12;
const run = (row: (epoch: number) => Row, epochs = EPOCHS): RunFacts => ({
  task: 'classification',
  rows: Array.from({ length: epochs }, (_, i) => row(i + 1)),
  numExamples: { train: 600, trainEval: 600, validation: 200 },
  plannedEpochs: EPOCHS,
  bestEpoch: epochs === 0 ? null : Math.min(4, epochs),
});
const learned = (epoch: number): Row => ({
  'train/loss': 2 / epoch,
  'trainEval/loss': 1.9 / epoch,
  'validation/loss': 1 + epoch / 20,
  'train/accuracy': 1 - 0.8 / epoch,
  'trainEval/accuracy': 1 - 0.7 / epoch,
  'validation/accuracy': 0.8,
});

/** Runs as they come: not begun, short, complete, broken by numbers that are none, with nothing measured, and of a regression. */
export const RUNS: readonly RunFacts[] = [
  run(learned, 0),
  run(learned, 1),
  run(learned),
  run((epoch) =>
    epoch > 6 ? { ...learned(epoch), 'train/loss': null, 'validation/loss': null } : learned(epoch),
  ),
  run(() => ({})),
  {
    ...run((epoch) => ({ 'train/loss': 2 / epoch, 'validation/loss': 3 / epoch, 'validation/r2': 0.4 })),
    task: 'regression',
  },
];
