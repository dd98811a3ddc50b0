import { isConvlabError, issueError, type Issue, type PathSegment } from '@convlab/core';

/** Runs `work` and puts `path` in front of the path of a coded error. */
export function located<T>(path: readonly PathSegment[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    // Paths inside a generated graph mean nothing to whoever wrote the experiment; the message names the node.
    if (isConvlabError(error))
      throw path[1] === 'architecture' ? withPath(error, path) : error.under(...path);
    throw error;
  }
}

function withPath(
  error: Error & { under(...prefix: PathSegment[]): Error },
  path: readonly PathSegment[],
): Error {
  return isConvlabError(error) ? issueError([{ ...faultOf(error), path }]) : error;
}

/** A coded error as a fault of a specification. @throws what is no coded error */
export function faultOf(error: unknown): Issue {
  if (!isConvlabError(error)) throw error;
  const details = [
    error.expected === undefined ? undefined : `Expected ${error.expected}.`,
    error.received === undefined ? undefined : `Received ${JSON.stringify(error.received)}.`,
  ].filter((part) => part !== undefined);
  return {
    code: error.code,
    path: error.path ?? [],
    message: [error.summary.replace(/([^.!?])$/, '$1.'), ...details].join(' '),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}
