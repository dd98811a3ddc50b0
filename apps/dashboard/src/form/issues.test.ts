import { expect, it } from 'vitest';
import { allErrors, toErrorSchema } from './issues.ts';

it('puts each issue at its place, several at one place, and finds them all again', () => {
  const errors = toErrorSchema([
    { path: ['training', 'epochs'], message: 'Too small.' },
    { path: ['regularizers', 1, 'strength'], message: 'Negative.', hint: 'Try 1e-4.' },
    { path: ['training', 'epochs'], message: 'Odd.' },
    { path: [], message: 'Everything.' },
  ]);
  expect(errors).toEqual({
    __errors: ['Everything.'],
    training: { epochs: { __errors: ['Too small.', 'Odd.'] } },
    regularizers: { 1: { strength: { __errors: ['Negative. Try 1e-4.'] } } },
  });
  expect(allErrors(errors).toSorted()).toEqual(['Everything.', 'Negative. Try 1e-4.', 'Odd.', 'Too small.']);
});
