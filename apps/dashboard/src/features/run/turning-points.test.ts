import type { Evidence } from '@convlab/evaluation';
import { expect, it } from 'vitest';
import { turningPoints } from './turning-points.ts';

const row = (
  id: Evidence['id'],
  value: number | null,
  threshold: number | null,
  rest: Partial<Evidence> = {},
): Evidence => ({
  id,
  question: id,
  value,
  threshold,
  noise: null,
  unit: 'points',
  outcome: 'pass',
  explanation: '',
  ...rest,
});

it('finds the checks nearest to their limits, in units of the limit or of the noise', () => {
  const found = turningPoints([
    row('gap', 0.029, 0.03),
    row('fits-training', 0.4, 0.05),
    row('loss-rise', 0.06, 0.05, { outcome: 'fail' }),
    row('beats-chance', 0.5, 0.45, { noise: 1 }),
    row('finite', 0, 0),
    row('enough-epochs', 3, 4, { outcome: 'skipped' }),
    row('measured', null, 1),
  ]);
  expect(found.map(({ evidence }) => evidence.id)).toEqual(['gap', 'beats-chance', 'loss-rise']);
});
