import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainMessage } from './plain-message.ts';

/** What zod says of a value, made plain. */
const say = (schema: z.ZodType, value: unknown): string => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return plainMessage(issue?.message ?? 'no fault', value);
};

describe('plainMessage', () => {
  it.each([
    [z.number().min(1), 0, 'Must be at least 1; received 0.'],
    [z.int().min(1), 0, 'Must be at least 1; received 0.'],
    [z.number().positive(), 0, 'Must be more than 0; received 0.'],
    [z.number().max(1), 2, 'Must be at most 1; received 2.'],
    [z.number().lt(1), 1, 'Must be less than 1; received 1.'],
    [z.int(), 1.5, 'Must be a whole number; received 1.5.'],
    [z.number(), 'x', 'Must be a number; received "x".'],
    [z.number(), undefined, 'Is missing; must be a number.'],
    [z.array(z.number()).min(1), [], 'Must have at least 1 item; received [].'],
    [z.string().min(1), '', 'Must not be empty; received "".'],
    [z.enum(['a', 'b']), 'c', 'Must be one of "a", "b"; received "c".'],
    [z.string().refine(() => false, 'Choose wisely.'), 'x', 'Choose wisely; received "x".'],
  ])('%#: a fault reads like a sentence', (schema, value, sentence) => {
    expect(say(schema, value)).toBe(sentence);
  });

  it('names settings that do not exist', () => {
    const [issue] = z.strictObject({}).safeParse({ epoch: 1 }).error?.issues ?? [];
    expect(plainMessage(issue?.message ?? '')).toBe('There is no setting called "epoch".');
  });
});
