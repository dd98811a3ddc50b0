import { ConvlabError } from '@convlab/core';
import { nodeModules } from './node-modules.ts';

/**
 * The error for a file or folder of the user's that cannot be read.
 *
 * It names the machine: where several train, each reads for itself, and one alone may lack it.
 */
export function unreadable(what: string, cause: unknown): ConvlabError {
  return new ConvlabError({
    code: 'E_DATA_MISSING',
    message: `${what} cannot be read on ${nodeModules().os.hostname()}.`,
    received: cause instanceof Error ? cause.message : String(cause),
    expected: 'a path that leads to the files',
    hint: 'Correct the path, or put the files there. Where runs are kept in PostgreSQL, a launch from a machine that has them sends them to all others.',
    cause,
  });
}
