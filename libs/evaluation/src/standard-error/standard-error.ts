import type { Task } from '@convlab/core';

/**
 * The standard error of an error measured on n examples.
 *
 * sqrt(e (1 - e) / n) for decisions; e sqrt(2 / n) for the unexplained share, as of squares of normal residuals.
 */
export function standardError(error: number, n: number, task: Task): number {
  if (task === 'regression') return Math.abs(error) * Math.sqrt(2 / n);
  return Math.sqrt((error * (1 - error)) / n);
}
