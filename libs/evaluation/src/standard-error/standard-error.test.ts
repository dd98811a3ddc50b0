import { expect, it } from 'vitest';
import { standardError } from './standard-error.ts';

it('has the noise of a share', () => {
  expect(standardError(0.5, 100, 'classification')).toBeCloseTo(0.05, 12);
});

it('has the noise of an unexplained share', () => {
  expect(standardError(0.5, 200, 'regression')).toBeCloseTo(0.05, 12);
});
