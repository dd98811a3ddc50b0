import { serializeError } from '@convlab/core';
import type { LoadedRegistry } from '@convlab/workbench';

/** Says on standard error which plugins of `convlab.config.ts` were left out, and why. */
export function reportProblems({ problems }: Pick<LoadedRegistry, 'problems'>): void {
  for (const { source, error } of problems) {
    process.stderr.write(`convlab: ${source} was not loaded: ${error.message} (${error.code})\n`);
  }
}

/** Says on standard error that one of several things could not be done, and why; the command then ends with exit code 1. */
export function reportLeftOut(what: string, error: unknown): void {
  const { message, code } = serializeError(error);
  process.stderr.write(`convlab: ${what} was left out: ${message} (${code})\n`);
  process.exitCode = 1;
}
