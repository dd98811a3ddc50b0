import { describe, expect, it } from 'vitest';
import { enoughAnswer, memorySeries, memoryTable } from './memory.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;
const sample = {
  at: Date.UTC(2026, 4, 1, 12),
  serverBytes: 210 * MiB,
  trainings: 2,
  trainingBytes: 640 * MiB,
  freeBytes: 17 * GiB,
};
const info = (changes: object = {}) => ({ samples: [{ ...sample, ...changes }], totalBytes: 23 * GiB });

describe('the answer about memory', () => {
  it.each([
    [{}, 'Yes: the server holds 210 MiB, 2 trainings 640 MiB; 17.0 GiB of 23.0 GiB are free.'],
    [
      { trainings: 0, trainingBytes: 0 },
      'Yes: the server holds 210 MiB, nothing is trained on this machine; 17.0 GiB of 23.0 GiB are free.',
    ],
    [
      { trainings: 1, freeBytes: GiB },
      'Hardly: only 1.00 GiB of 23.0 GiB are free. The server holds 210 MiB, one training 640 MiB.',
    ],
  ])('with %j is: %s', (changes, text) => expect(enoughAnswer(info(changes))).toBe(text));
  it('does not make up what a system does not tell', () =>
    expect(enoughAnswer(info({ trainingBytes: null }))).toMatch(/2 trainings an amount that this system/));
  it('is none before the first measurement', () =>
    expect(enoughAnswer({ samples: [], totalBytes: GiB })).toMatch(/^It is measured every ten seconds/));
});

describe('the curves of memory', () => {
  const samples = [sample, { ...sample, at: sample.at + 90_000, trainingBytes: null }];
  it('end now, and have a gap where nothing is known', () => {
    const series = memorySeries({ samples, totalBytes: GiB });
    const trainings = series.find(({ key }) => key === 'trainingBytes');
    expect(trainings?.points).toEqual([
      { x: -1.5, y: 640 * MiB },
      { x: 0, y: null },
    ]);
  });
  it('are a table of times and bytes', () =>
    expect(memoryTable({ samples, totalBytes: GiB }).rows[0]).toEqual([
      '2026-05-01T12:00:00.000Z',
      17 * GiB,
      640 * MiB,
      210 * MiB,
      2,
    ]));
});
