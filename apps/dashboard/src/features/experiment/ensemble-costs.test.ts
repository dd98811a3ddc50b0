import { expect, it } from 'vitest';
import { costRows } from './ensemble-costs.ts';

const cost = { numWeights: 100, numStatistics: 10, multiplyAdds: 1000 };
const accuracy = { ensemble: 0.9, mean: 0.8, best: 0.85, members: [0.75, 0.85], better: 'higher' as const };
const started = { numExamples: { train: 50, trainEval: 0, validation: 0, test: 0 } };

it('asks every member: all costs times their number, the error of all together', () => {
  const run = { durationMs: 600, epoch: 2, started } as unknown as Parameters<typeof costRows>[3];
  const [member, ensemble] = costRows({ comparison: { accuracy } }, 5, cost, run);
  expect(member).toMatchObject({ name: 'member', weights: 100, bytes: 440, multiplyAdds: 1000 });
  expect(member?.error).toBeCloseTo(0.2, 12);
  // 600 ms for 100 examples, of which a third is the forward pass.
  expect(member?.ms).toBeCloseTo(2, 12);
  expect(ensemble).toMatchObject({ name: 'ensemble', weights: 500, bytes: 2200, multiplyAdds: 5000 });
  expect(ensemble?.ms).toBeCloseTo(10, 12);
  expect(ensemble?.error).toBeCloseTo(0.1, 12);
});

it('leaves out what is not known', () => {
  const [member] = costRows({ comparison: {} }, 2, cost, undefined);
  expect(member).toMatchObject({ error: null, ms: null });
});
