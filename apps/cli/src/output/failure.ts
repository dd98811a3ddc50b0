import { isConvlabError } from '@convlab/core';
import { CommanderError } from 'commander';

const INTERNAL_FAILURE = 1;
const WRONG_INPUT = 2;

/**
 * Says on standard error what went wrong, in one message without a stack.
 *
 * @returns the exit code: 2 for wrong input, 1 for anything unforeseen (with `DEBUG=convlab`, its stack is printed)
 */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_INPUT;
  if (isConvlabError(error)) {
    process.stderr.write(`convlab: ${error.message} (${error.code})\n`);
    return WRONG_INPUT;
  }
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`convlab: internal failure: ${text}\n`);
  if (process.env['DEBUG'] === 'convlab' && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  return INTERNAL_FAILURE;
}
