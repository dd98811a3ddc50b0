import type { TrialRecord } from '@convlab/core';
import { z } from 'zod';

/** The number of trials, as every strategy with a free number has it. */
export const trialsField = (value: number) =>
  z
    .int()
    .min(1)
    .max(10_000)
    .default(value)
    .meta({ title: 'Trials', description: 'Sets of parameters to try.' });

/** How many of the slots are free. */
export function freeSlots(records: readonly TrialRecord[], slots: number): number {
  return Math.max(0, slots - records.filter(({ value }) => value === undefined).length);
}

/** The error of a trial for comparisons: one that failed is worse than any. */
export function errorOf({ value }: TrialRecord): number {
  return value ?? Infinity;
}
