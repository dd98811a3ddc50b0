import { z } from 'zod';

/** The id of a run or an experiment. No stored text holds a NUL, and the database refuses to compare with one. */
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\0]*$/, 'An id has no NUL character.');

/** Text that people write about a run or an experiment. */
export const label = z.string().trim().min(1).max(200);

/** Tags of a run or an experiment. */
export const tags = z.array(z.string().trim().min(1).max(60)).max(50);

/** Free text. */
export const notes = z.string().max(100_000);

/** The place of a list to go on from, as the page before gave it. */
export const cursor = z.string().max(2_100).nullish();

/** Anything as JSON: the experiment's own schema judges it, so that every fault has its path. */
export const written = z.record(z.string(), z.json());

/** The entries of an object that are neither `undefined` nor `null`: optional inputs, as the store takes them. */
export function given<Input extends object>(
  input: Input,
): { [Key in keyof Input]?: Exclude<Input[Key], undefined | null> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as ReturnType<typeof given<Input>>;
}
